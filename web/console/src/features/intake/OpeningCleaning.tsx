import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import type { Run } from "./api/list-runs";
import type { OpeningField } from "./fields";
import styles from "./intake.module.css";

type Opening = NonNullable<Run["opening"]>;

/** What cleaning changed, with examples, and the words that nobody knows. */
export function OpeningCleaning({ opening }: { opening: Opening }) {
  const { t, i18n } = useTranslation("intake");
  const format = useFormat();
  const named = (field: string) => {
    const own = opening.own?.find((one) => one.field === field);
    if (!own) return t(`opening.field.${field as OpeningField}`);
    return own.name[i18n.language] ?? own.name["zh-CN"] ?? field;
  };
  const repairs = opening.repairs ?? [];
  const unknown = opening.unknown ?? [];
  if (repairs.length + unknown.length === 0) return null;
  return (
    <Panel title={t("opening.cleaning")}>
      {unknown.map(({ field, word, rows }) => (
        <Alert
          key={`${field} ${word}`}
          type="warning"
          showIcon
          className={styles.alert}
          title={t("opening.unknown", {
            word,
            rows: format.number(rows),
            field: named(field),
          })}
        />
      ))}
      <Table<(typeof repairs)[number]>
        aria-label={t("opening.cleaning")}
        rowKey={({ repair, field }) => `${repair} ${field}`}
        pagination={false}
        dataSource={repairs}
        scroll={{ x: 800 }}
        columns={[
          {
            key: "repair",
            title: t("opening.repair"),
            width: 260,
            render: (_, { repair }) => t(`opening.repairs.${repair as "phone"}`),
          },
          {
            key: "field",
            title: t("mapping.field"),
            width: 160,
            render: (_, { field }) => named(field),
          },
          {
            key: "rows",
            title: t("result.rows"),
            width: 100,
            align: "right",
            render: (_, { rows }) => <span className="kit-figure">{format.number(rows)}</span>,
          },
          {
            key: "examples",
            title: t("opening.examples"),
            render: (_, { examples }) => (
              <span className={styles.samples}>
                {examples
                  .map(({ row, before, after }) => `${row}: ${before} → ${after || "—"}`)
                  .join(" · ")}
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}
