import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { type TableSize, tablesQuery } from "./api/list-tables";
import { Loaded } from "./Loaded";
import { useMeasures } from "./measures";
import { useNames } from "./names";
import { type Size, sizesOf, sum } from "./sizes";
import styles from "./system.module.css";

/** How large what each part of the program keeps is. */
export function Tables() {
  const { t } = useTranslation("system");
  const query = useQuery(tablesQuery);
  return (
    <Panel title={t("data.title")}>
      <p className={styles.lead}>{t("data.purpose")}</p>
      <Loaded query={query} rows={10}>
        {({ items }) => <Sizes tables={items} />}
      </Loaded>
    </Panel>
  );
}

function Sizes({ tables }: { tables: readonly TableSize[] }) {
  const { t } = useTranslation("system");
  const names = useNames();
  const format = useFormat();
  const measures = useMeasures();
  const figure = (text: string) => <span className="kit-figure">{text}</span>;
  return (
    <Table<Size>
      aria-label={t("data.title")}
      pagination={false}
      dataSource={sizesOf(tables)}
      scroll={{ x: 680 }}
      columns={[
        {
          key: "name",
          title: t("data.name"),
          render: (_, { name, of, children }) =>
            children ? (
              <>
                {names.schema(name)} <code>{name}</code>
              </>
            ) : (
              <>
                <code>{name}</code>{" "}
                {of && <small>{t(`data.kind.${of as "member"}`, { defaultValue: of })}</small>}
              </>
            ),
        },
        {
          key: "rows",
          title: t("data.rows"),
          align: "right",
          width: 160,
          render: (_, { rows }) =>
            figure(rows === null ? t("data.uncounted") : format.number(rows)),
        },
        {
          key: "bytes",
          title: t("data.size"),
          align: "right",
          width: 130,
          render: (_, { bytes }) => figure(measures.size(bytes)),
        },
        {
          key: "index",
          title: t("data.index"),
          align: "right",
          width: 130,
          render: (_, { indexBytes }) => figure(measures.size(indexBytes)),
        },
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>{t("data.total")}</Table.Summary.Cell>
          <Table.Summary.Cell index={1} align="right">
            {figure(format.number(sum(tables.map(({ rows }) => rows ?? 0))))}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={2} align="right">
            {figure(measures.size(sum(tables.map(({ bytes }) => bytes))))}
          </Table.Summary.Cell>
          <Table.Summary.Cell index={3} align="right">
            {figure(measures.size(sum(tables.map(({ index_bytes }) => index_bytes))))}
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}
