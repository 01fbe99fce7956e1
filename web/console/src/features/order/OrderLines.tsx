import { Money } from "@habitue/kit/components/Amount";
import { useFormat } from "@habitue/kit/format/reader";
import { Table, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Order, OrderLine } from "./api/get-order";

/** The lines of an order, each with what of it was given back. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  return (
    <Table<OrderLine>
      aria-label={t("lines.title")}
      columns={useLineColumns(order.currency)}
      dataSource={order.lines}
      rowKey="no"
      tableLayout="fixed"
      pagination={order.lines.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 840 }}
    />
  );
}

function useLineColumns(currency: string): TableColumnsType<OrderLine> {
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
  ];
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
