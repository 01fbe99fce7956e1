import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { OrderSummary } from "./api/list-member-orders";
import { EarnedCell } from "./EarnedCell";

/** The columns of a member's orders. */
export function useOrderColumns(): TableColumnsType<OrderSummary> {
  const { t } = useTranslation("order");
  return [
    {
      key: "when",
      title: t("column.when"),
      width: 152,
      render: (_, { occurred_at }) => <Moment at={occurred_at} />,
    },
    {
      key: "reference",
      title: t("column.reference"),
      width: 165,
      render: (_, { id, reference }) => (
        <Link to="/orders/$id" params={{ id }}>
          {reference}
        </Link>
      ),
    },
    {
      key: "place",
      title: t("column.place"),
      render: (_, order) => placeOf(order, t("separator")),
    },
    { key: "lines", title: t("column.lines"), width: 66, align: "right", dataIndex: "lines_count" },
    {
      key: "paid",
      title: t("column.paid"),
      width: 96,
      align: "right",
      render: (_, { paid_amount, currency }) => <Money amount={paid_amount} currency={currency} />,
    },
    {
      key: "refunded",
      title: t("column.refunded"),
      width: 104,
      align: "right",
      render: (_, { refunded_amount, currency }) =>
        refunded_amount === 0 ? "—" : <Money amount={refunded_amount} currency={currency} />,
    },
    {
      key: "earned",
      title: t("column.earned"),
      width: 180,
      render: (_, { earned }) => <EarnedCell earned={earned} />,
    },
  ];
}

/** Where an order was made: store and channel, or at least the system that told us. */
export function placeOf(
  order: Pick<OrderSummary, "store" | "channel" | "source">,
  separator: string,
): string {
  return [order.store?.name, order.channel?.name].filter(Boolean).join(separator) || order.source;
}
