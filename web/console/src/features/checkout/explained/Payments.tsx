import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import { useCan } from "../../../lib/permissions";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";

interface PaymentsProps {
  readonly one: Explained;
  readonly methodOf: (code: string) => string;
}

/** How it was paid, and what of it went back. */
export function Payments({ one, methodOf }: PaymentsProps) {
  const { t } = useTranslation("checkout");
  const can = useCan();
  if (one.charges.length === 0) return <p className={styles.quiet}>{t("payments.none")}</p>;
  return (
    <>
      <Table<Explained["charges"][number]>
        aria-label={t("payments.title")}
        dataSource={one.charges}
        rowKey="id"
        tableLayout="fixed"
        pagination={false}
        scroll={{ x: 560 }}
        columns={[
          {
            key: "charge",
            title: t("column.charge"),
            render: (_, { id }) =>
              can("payment:read") ? (
                <Link to="/payments/$id" params={{ id }}>
                  HC{id}
                </Link>
              ) : (
                `HC${id}`
              ),
          },
          {
            key: "method",
            title: t("column.method"),
            width: 136,
            render: (_, { method }) => methodOf(method),
          },
          {
            key: "state",
            title: t("column.state"),
            width: 104,
            render: (_, { state }) => <Tag>{t(`charge.${state}`)}</Tag>,
          },
          {
            key: "amount",
            title: t("column.amount"),
            width: 112,
            align: "right",
            render: (_, { amount }) => <Money amount={amount} currency={one.currency} />,
          },
          {
            key: "refunded",
            title: t("column.refunded"),
            width: 112,
            align: "right",
            render: (_, { refunded }) => <Money amount={refunded} currency={one.currency} />,
          },
        ]}
      />
      {one.refunds.length > 0 && <GoneBack one={one} methodOf={methodOf} />}
    </>
  );
}

function GoneBack({ one, methodOf }: PaymentsProps) {
  const { t } = useTranslation("checkout");
  return (
    <ul className={`${styles.plain} ${styles.note}`} aria-label={t("payments.back")}>
      {one.refunds.map(({ id, method, amount, state, asked_at, reason }) => (
        <li key={id}>
          <Moment at={asked_at} /> {methodOf(method)}{" "}
          <Money amount={amount} currency={one.currency} />{" "}
          <Tag color={state === "failed" ? "error" : "default"}>{t(`refund.${state}`)}</Tag>
          <span className={styles.quiet}>
            {t(`why.${reason as "return"}`, { defaultValue: reason })}
          </span>
        </li>
      ))}
    </ul>
  );
}
