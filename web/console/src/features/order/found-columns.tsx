import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { FoundOrder } from "./api/list-orders";
import styles from "./order.module.css";
import { placeOf } from "./order-columns";

/** The columns of everybody's orders. */
export function useFoundColumns(): TableColumnsType<FoundOrder> {
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
      width: 190,
      ellipsis: true,
      render: (_, { id, reference }) => (
        <Link to="/orders/$id" params={{ id }}>
          {reference}
        </Link>
      ),
    },
    {
      key: "member",
      title: t("column.member"),
      width: 190,
      ellipsis: true,
      render: (_, { member }) => <BoughtBy member={member} />,
    },
    {
      key: "place",
      title: t("column.place"),
      ellipsis: true,
      render: (_, order) => placeOf(order, t("separator")),
    },
    { key: "lines", title: t("column.lines"), width: 66, align: "right", dataIndex: "lines_count" },
    {
      key: "paid",
      title: t("column.paid"),
      width: 110,
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
