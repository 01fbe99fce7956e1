import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { OrderSummary } from "./api/list-member-orders";
import type { FoundOrder } from "./api/list-orders";
import { EarnedCell } from "./EarnedCell";
import styles from "./order.module.css";

/** The columns of everybody's orders. */
export function useFoundColumns(): TableColumnsType<FoundOrder> {
  const { t } = useTranslation("order");
  const { before, after } = useSharedColumns<FoundOrder>();
  return [
    ...before,
    {
      key: "member",
      title: t("column.member"),
      width: 130,
      ellipsis: true,
      render: (_, { member }) => <BoughtBy member={member} />,
    },
    ...after,
  ];
}

/** The columns of a member's orders. */
export function useOrderColumns(): TableColumnsType<OrderSummary> {
  const { t } = useTranslation("order");
  const { before, after } = useSharedColumns<OrderSummary>();
  return [
    ...before,
    ...after,
    {
      key: "earned",
      title: t("column.earned"),
      width: 180,
      render: (_, { earned }) => <EarnedCell earned={earned} />,
    },
  ];
}

type Shown = Pick<
  OrderSummary,
  | "id"
  | "occurred_at"
  | "reference"
  | "store"
  | "channel"
  | "source"
  | "lines_count"
  | "paid_amount"
  | "refunded_amount"
  | "currency"
>;

/** What every list of orders tells: which one and when, then where and how much. */
function useSharedColumns<Order extends Shown>() {
  const { t } = useTranslation("order");
  const before: TableColumnsType<Order> = [
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
        <Link to="/orders/$id" params={{ id }} className={styles.reference}>
          {reference}
        </Link>
      ),
    },
  ];
  const after: TableColumnsType<Order> = [
    {
      key: "place",
      title: t("column.place"),
      render: (_, order) => placeOf(order, t("separator")),
    },
    { key: "lines", title: t("column.lines"), width: 66, align: "right", dataIndex: "lines_count" },
    {
      key: "paid",
      title: t("column.paid"),
      width: 104,
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
  ];
  return { before, after };
}

/** The member who bought, as far as the reader may see one. */
export function BoughtBy({ member }: Pick<FoundOrder, "member">) {
  const { t } = useTranslation("order");
  if (!member) return <span className={styles.quiet}>{t("member.none")}</span>;
  if (!member.number) return <span className={styles.quiet}>{t("member.hidden")}</span>;
  return (
    <Link to="/members/$id" params={{ id: member.id }} search={{ tab: "orders" }}>
      {member.name ?? member.number}
    </Link>
  );
}

/** Where an order was made: store and channel, or at least the system that told us. */
export function placeOf(
  order: Pick<OrderSummary, "store" | "channel" | "source">,
  separator: string,
): string {
  return [order.store?.name, order.channel?.name].filter(Boolean).join(separator) || order.source;
}
