import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { type GivenBack, givenBackQuery } from "./api/charges";
import { type RefundState, refundStates } from "./filter";
import styles from "./payment.module.css";

export const refundColours: Record<RefundState, string> = {
  due: "processing",
  done: "success",
  failed: "error",
};

interface RefundsProps {
  readonly state: RefundState | undefined;
  readonly onChange: (state: RefundState | undefined) => void;
}

/** Money on its way back to where it came from. */
export function Refunds({ state, onChange }: RefundsProps) {
  const { t } = useTranslation("payment");
  return (
    <>
      <div className={styles.row}>
        <Segmented
          aria-label={t("filter.state")}
          value={state ?? "all"}
          options={[
            { value: "all", label: t("filter.all") },
            ...refundStates.map((value) => ({
              value: value as string,
              label: t(`refund.${value}`),
            })),
          ]}
          onChange={(value) => onChange(refundStates.find((one) => one === value))}
        />
      </div>
      <DataList
        query={useInfiniteQuery(givenBackQuery(state))}
        columns={useColumns()}
        label={t("tab.refunds")}
        empty={<EmptyState title={t("refunds.none")}>{t("refunds.noneHelp")}</EmptyState>}
        minWidth={860}
      />
    </>
  );
}

function useColumns(): TableColumnsType<GivenBack> {
  const { t } = useTranslation("payment");
  return [
    {
      key: "when",
      title: t("column.asked"),
      width: 152,
      render: (_, { asked_at }) => <Moment at={asked_at} />,
    },
    { key: "reference", title: t("column.refundNo"), dataIndex: "reference" },
    {
      key: "charge",
      title: t("column.charge"),
      width: 184,
      render: (_, { charge_id }) => (
        <Link to="/payments/$id" params={{ id: charge_id }}>
          HC{charge_id}
        </Link>
      ),
    },
    {
      key: "state",
      title: t("column.state"),
      width: 184,
      render: (_, refund) => <RefundCell refund={refund} />,
    },
    {
      key: "why",
      title: t("column.why"),
      width: 136,
      render: (_, { reason }) => t(`why.${reason as "return"}`, { defaultValue: reason }),
    },
    {
      key: "amount",
      title: t("column.amount"),
      width: 112,
      align: "right",
      render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
    },
  ];
}

/** Where a refund is, and what the last attempt met with. */
export function RefundCell({ refund }: { refund: Pick<GivenBack, "state" | "trouble"> }) {
  const { t } = useTranslation("payment");
  const { state, trouble } = refund;
  return (
    <>
      <Tag color={refundColours[state]}>{t(`refund.${state}`)}</Tag>
      {trouble && (
        <div className={styles.quiet}>
          {t(`trouble.${trouble.replace("payment.", "") as "refused"}`, { defaultValue: trouble })}
        </div>
      )}
    </>
  );
}
