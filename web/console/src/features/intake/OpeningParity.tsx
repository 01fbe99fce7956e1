import { useFormat } from "@habitue/kit/format/reader";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Run } from "./api/list-runs";
import { Worth } from "./Worth";

type Opening = NonNullable<Run["opening"]>;

/** The earlier system's totals beside what is here. */
export function OpeningParity({ lines }: { lines: NonNullable<Opening["parity"]> }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  return (
    <Table<(typeof lines)[number]>
      aria-label={t("opening.parity")}
      rowKey="of"
      pagination={false}
      dataSource={lines}
      columns={[
        { key: "of", title: t("opening.total"), dataIndex: "of" },
        {
          key: "old",
          title: t("opening.there"),
          align: "right",
          render: (_, { old, currency }) => <Worth amount={old} currency={currency} />,
        },
        {
          key: "here",
          title: t("opening.here"),
          align: "right",
          render: (_, { here, currency }) => <Worth amount={here} currency={currency} />,
        },
        {
          key: "state",
          title: t("column.status"),
          width: 180,
          render: (_, { old, here, problem }) => {
            if (problem) return <Tag color="error">{t("opening.noComparison")}</Tag>;
            if (old === here) return <Tag color="success">{t("opening.same")}</Tag>;
            return (
              <Tag color="error">{t("opening.differs", { more: format.number(here - old) })}</Tag>
            );
          },
        },
      ]}
    />
  );
}
