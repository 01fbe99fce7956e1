import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import { useCan } from "../../../lib/permissions";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";

type Value = Explained["spent"][number];

/** Points and stored value that it took: out of which lots, and what came back into them. */
export function Spent({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  if (one.spent.length === 0) return <p className={styles.quiet}>{t("spent.none")}</p>;
  return (
    <>
      {one.spent.map((value) => (
        <OneValue key={value.asset} value={value} one={one} />
      ))}
      {one.spending_rule && (
        <p>
          <Link to="/program/spending">
            {t("spent.rule", { version: one.spending_rule.version })}
          </Link>
        </p>
      )}
    </>
  );
}

function OneValue({ value, one }: { value: Value; one: Explained }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  const can = useCan();
  const shown = (amount: number) =>
    value.asset === "points"
      ? format.number(amount)
      : format.money(amount as Explained["list"], one.currency);
  return (
    <>
      <div className={styles.value}>
        <strong>{t(`asset.${value.asset}`)}</strong>
        <span className="kit-figure">{shown(value.amount)}</span>
        {value.back > 0 && <span>{t("spent.back", { amount: shown(value.back) })}</span>}
        {value.posting_id && one.member_id && can("ledger:read") && (
          <Link
            to="/ledger/postings/$id"
            params={{ id: value.posting_id }}
            search={{ member: one.member_id }}
          >
            {t("spent.posting")}
          </Link>
        )}
        {!value.posting_id && (
          <span className={styles.quiet}>
            {t(one.state === "open" ? "spent.held" : "spent.free")}
          </span>
        )}
      </div>
      {value.lots.length > 0 && (
        <Table<Value["lots"][number]>
          aria-label={t(`asset.${value.asset}`)}
          dataSource={value.lots}
          rowKey="lot_id"
          size="small"
          tableLayout="fixed"
          pagination={false}
          scroll={{ x: 560 }}
          columns={[
            { key: "lot", title: t("column.lot"), dataIndex: "lot_id" },
            {
              key: "expires",
              title: t("column.expires"),
              width: 176,
              render: (_, { expires_at }) =>
                expires_at ? <Moment at={expires_at} /> : t("spent.forever"),
            },
            {
              key: "amount",
              title: t("column.taken"),
              width: 128,
              align: "right",
              render: (_, { amount }) => shown(amount),
            },
            {
              key: "back",
              title: t("column.putBack"),
              width: 128,
              align: "right",
              render: (_, { back }) => (back === 0 ? "—" : shown(back)),
            },
          ]}
        />
      )}
    </>
  );
}
