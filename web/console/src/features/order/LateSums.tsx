import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { type LateSum, lateSumsQuery } from "./api/sum-late-entries";
import styles from "./order.module.css";

/** Who attached how many receipts, for how many members: who credits friends stands out. */
export function LateSums({ onPick }: { onPick: (principal: string) => void }) {
  const { t } = useTranslation("order");
  const { data, error, isPending, refetch } = useQuery(lateSumsQuery);
  const columns = useSumColumns(onPick);
  if (isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (!data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0) return <p className={styles.quiet}>{t("late.noSums")}</p>;
  return (
    <Table<LateSum>
      aria-label={t("late.byStaff")}
      columns={columns}
      dataSource={[...data.items]}
      rowKey={({ by, currency }) => by.principal + currency}
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 840 }}
    />
  );
}

function useSumColumns(onPick: (principal: string) => void): TableColumnsType<LateSum> {
  const { t } = useTranslation("order");
  const format = useFormat();
  const count = (key: "entries" | "members" | "flagged") => ({
    key,
    title: t(`column.${key}`),
    width: 100,
    align: "right" as const,
    render: (_: unknown, sum: LateSum) => (
      <span className="kit-figure">{format.number(sum[key])}</span>
    ),
  });
  return [
    {
      key: "by",
      title: t("column.by"),
      ellipsis: true,
      render: (_, { by }) => (
        <Button type="link" size="small" onClick={() => onPick(by.principal)}>
          {by.name}
        </Button>
      ),
    },
    count("entries"),
    count("members"),
    {
      key: "most",
      title: t("column.most"),
      width: 150,
      align: "right",
      render: (_, { favourite }) =>
        favourite && <span className="kit-figure">{format.number(favourite.entries)}</span>,
    },
    count("flagged"),
    {
      key: "amount",
      title: t("column.amount"),
      width: 130,
      align: "right",
      render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: "last",
      title: t("column.last"),
      width: 152,
      render: (_, { last_at }) => <Moment at={last_at} />,
    },
  ];
}
