import { Change, Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Order } from "./api/get-order";
import styles from "./order.module.css";

type Refund = Order["refunds"][number];

/** What came back of an order, and what each took back of what it had brought. */
export function OrderRefunds({ refunds }: { refunds: Order["refunds"] }) {
  const { t } = useTranslation("order");
  return (
    <Table<Refund>
      aria-label={t("refunds.title")}
      columns={useRefundColumns()}
      dataSource={refunds}
      rowKey="id"
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 840 }}
    />
  );
}

function useRefundColumns(): TableColumnsType<Refund> {
  const { t } = useTranslation("order");
  return [
    {
      key: "when",
      title: t("column.refundedAt"),
      width: 152,
      render: (_, { occurred_at }) => <Moment at={occurred_at} />,
    },
    {
      key: "reference",
      title: t("column.refundNo"),
      width: 190,
      ellipsis: true,
      dataIndex: "reference",
    },
    {
      key: "lines",
      title: t("column.returned"),
      render: (_, refund) => <Returned refund={refund} />,
    },
    {
      key: "amount",
      title: t("column.refunded"),
      width: 110,
      align: "right",
      render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: "taken",
      title: t("column.takenBack"),
      width: 150,
      align: "right",
      render: (_, { taken_points, taken_growth }) => (
        <>
          {taken_points > 0 ? <Change amount={-taken_points} /> : "—"}
          {taken_growth > 0 && (
            <div className={styles.quiet}>{t("earned.growthBack", { count: taken_growth })}</div>
          )}
        </>
      ),
    },
  ];
}

function Returned({ refund }: { refund: Refund }) {
  const format = useFormat();
  return (
    <>
      {refund.lines.map(({ no, name, code, quantity, scale }) => (
        <div key={no}>
          {name || code} × {format.quantity(quantity, scale)}
        </div>
      ))}
      {refund.reason && <div className={styles.quiet}>{refund.reason}</div>}
    </>
  );
}
