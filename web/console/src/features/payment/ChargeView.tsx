import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Table } from "../../components/Table";
import type { ChargePage, GivenBack } from "./api/charges";
import { chargeColours } from "./Charges";
import styles from "./payment.module.css";
import { RefundCell } from "./Refunds";

interface ChargeViewProps {
  readonly charge: ChargePage;
  readonly methodName: string;
}

/** One charge: what it is for, who collects it, and where it is in its life. */
export function ChargeView({ charge, methodName }: ChargeViewProps) {
  const { t } = useTranslation("payment");
  return (
    <div className={styles.parts}>
      <Facts>
        <Fact name={t("column.state")}>
          <Tag color={chargeColours[charge.state]}>{t(`charge.${charge.state}`)}</Tag>
          {charge.late && <Tag color="warning">{t("charge.late")}</Tag>}
        </Fact>
        <Fact name={t("column.amount")}>
          <Money amount={charge.amount} currency={charge.currency} />
        </Fact>
        <Fact name={t("column.refunded")}>
          <Money amount={charge.refunded} currency={charge.currency} />
        </Fact>
        <Fact name={t("column.for")}>
          {charge.subject_kind === "checkout" && (
            <Link to="/checkouts/$id" params={{ id: charge.subject_id }}>
              {t("charge.checkout", { id: charge.subject_id })}
            </Link>
          )}
        </Fact>
      </Facts>
      <Facts>
        <Fact name={t("column.method")}>{methodName}</Fact>
        <Fact name={t("column.provider")}>
          {charge.provider === null
            ? t("provider.counter")
            : t(`provider.${charge.provider as "sandbox"}`, { defaultValue: charge.provider })}
        </Fact>
        <Fact name={t("column.slip")}>{charge.slip}</Fact>
      </Facts>
      <Facts>
        <Fact name={t("column.asked")}>
          <Moment at={charge.asked_at} />
        </Fact>
        <Fact name={t("column.paid")}>{charge.paid_at && <Moment at={charge.paid_at} />}</Fact>
        {charge.state === "pending" && charge.expires_at && (
          <Fact name={t("column.givenUp")}>
            <Moment at={charge.expires_at} />
          </Fact>
        )}
      </Facts>
    </div>
  );
}

type Refund = Pick<
  GivenBack,
  "id" | "amount" | "currency" | "state" | "trouble" | "asked_at" | "attempts"
>;

/** What of it went back, or is about to. */
export function ChargeRefunds({ refunds }: { refunds: readonly Refund[] }) {
  const { t } = useTranslation("payment");
  if (refunds.length === 0) return <p className={styles.quiet}>{t("refunds.none")}</p>;
  return (
    <Table<Refund>
      aria-label={t("tab.refunds")}
      dataSource={[...refunds]}
      rowKey="id"
      tableLayout="fixed"
      pagination={false}
      scroll={{ x: 640 }}
      columns={[
        { key: "no", title: t("column.refundNo"), render: (_, { id }) => `HR${id}` },
        {
          key: "when",
          title: t("column.asked"),
          width: 152,
          render: (_, { asked_at }) => <Moment at={asked_at} />,
        },
        {
          key: "state",
          title: t("column.state"),
          width: 200,
          render: (_, refund) => <RefundCell refund={refund} />,
        },
        {
          key: "attempts",
          title: t("column.attempts"),
          width: 96,
          dataIndex: "attempts",
          align: "right",
        },
        {
          key: "amount",
          title: t("column.amount"),
          width: 112,
          align: "right",
          render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
        },
      ]}
    />
  );
}
