import { Money } from "@habitue/kit/components/Amount";
import { Day, Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { LateEntry } from "./api/attach-order";
import styles from "./order.module.css";

export type LateRow = LateEntry & { id: LateEntry["order_id"] };

/** The columns of late entries. */
export function useLateColumns(): TableColumnsType<LateRow> {
  const { t } = useTranslation("order");
  return [
    {
      key: "when",
      title: t("column.attached"),
      width: 152,
      render: (_, { id, recorded_at }) => (
        <Link to="/orders/$id" params={{ id }}>
          <Moment at={recorded_at} />
        </Link>
      ),
    },
    {
      key: "by",
      title: t("column.by"),
      width: 130,
      ellipsis: true,
      render: (_, { by }) => by.name,
    },
    {
      key: "member",
      title: t("column.member"),
      width: 110,
      render: (_, { member_id }) => (
        <Link to="/members/$id" params={{ id: member_id }} search={{ tab: "orders" }}>
          {t("late.member")}
        </Link>
      ),
    },
    {
      key: "bought",
      title: t("column.bought"),
      width: 130,
      render: (_, { occurred_at }) => <Day at={occurred_at} />,
    },
    {
      key: "store",
      title: t("column.store"),
      render: (_, { store }) => store?.name ?? "—",
    },
    {
      key: "amount",
      title: t("column.paid"),
      width: 110,
      align: "right",
      render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: "reason",
      title: t("column.reason"),
      render: (_, { reason, flagged }) => (
        <>
          {flagged && <Tag color="warning">{t("late.flagged")}</Tag>}
          {reason ?? <span className={styles.quiet}>—</span>}
        </>
      ),
    },
  ];
}
