import { Change, Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Order, OrderLine } from "./api/get-order";
import styles from "./order.module.css";

/** The lines of an order, each with what of it was given back. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  return (
    <Table<OrderLine>
      aria-label={t("lines.title")}
      columns={useLineColumns(order)}
      dataSource={order.lines}
      rowKey="no"
      tableLayout="fixed"
      pagination={order.lines.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: order.earning ? 980 : 840 }}
    />
  );
}

function useLineColumns({ currency, earning }: Order): TableColumnsType<OrderLine> {
  const { t } = useTranslation("order");
  const format = useFormat();
  const amount = (key: "list" | "discount" | "paid" | "refunded") => ({
    key,
    title: t(`column.${key}`),
    width: 100,
    align: "right" as const,
    render: (_: unknown, line: OrderLine) => {
      const value = line[`${key}_amount`];
      return value === 0 ? "—" : <Money amount={value} currency={currency} />;
    },
  });
  return [
    { key: "no", title: t("column.no"), width: 60, dataIndex: "no" },
    { key: "name", title: t("column.article"), render: (_, line) => <Article line={line} /> },
    { key: "code", title: t("column.code"), width: 130, dataIndex: "code" },
    {
      key: "quantity",
      title: t("column.quantity"),
      width: 90,
      align: "right",
      render: (_, { quantity, scale }) => (
        <span className="kit-figure">{format.quantity(quantity, scale)}</span>
      ),
    },
    amount("list"),
    amount("discount"),
    amount("paid"),
    amount("refunded"),
    ...(earning
      ? [
          {
            key: "earned",
            title: t("column.earned"),
            width: 150,
            render: (_: unknown, line: OrderLine) => (
              <LineEarned earned={earning.lines.find(({ no }) => no === line.no)} />
            ),
          },
        ]
      : []),
  ];
}

type EarnedLine = NonNullable<Order["earning"]>["lines"][number];

/** What a line brought, what raised it, or why it brought nothing. */
function LineEarned({ earned }: { earned: EarnedLine | undefined }) {
  const { t } = useTranslation("order");
  if (!earned) return "—";
  const { points, growth, taken_points: taken, why } = earned;
  return (
    <>
      {points > 0 && (
        <div>
          <Change amount={points} /> {t("earned.points")}
        </div>
      )}
      {growth > 0 && <div className={styles.quiet}>{t("earned.growth", { count: growth })}</div>}
      {taken > 0 && <div className={styles.quiet}>{t("earned.lineTaken", { count: taken })}</div>}
      {why.map(({ code, text }) => (
        <div key={code + text} className={styles.quiet}>
          {text}
        </div>
      ))}
    </>
  );
}

function Article({ line }: { line: OrderLine }) {
  const { t } = useTranslation("order");
  return (
    <>
      {line.name || line.code} {line.kind !== "goods" && <Tag>{t(`kind.${line.kind}`)}</Tag>}
      {!line.earns && <Tag>{t("lines.earnsNothing")}</Tag>}
    </>
  );
}
