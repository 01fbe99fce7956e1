import type { Id } from "@habitue/kit/brand";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Balance } from "../api/list-entries";
import type { Hold } from "../api/list-holds";
import { Cause } from "../Cause";
import styles from "./account.module.css";

const colours: Record<Hold["state"], string> = {
  held: "blue",
  captured: "success",
  released: "default",
  timed_out: "warning",
};

/** The columns of a member's holds. */
export function useHoldColumns(memberId: Id, balances: readonly Balance[]): TableColumnsType<Hold> {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const figure = (value: number) => <span className="kit-figure">{format.number(value)}</span>;
  return [
    {
      key: "for",
      title: t("holds.for"),
      render: (_, { key, reference }) => (
        <>
          {reference && <Cause reference={reference} />}
          <div className={styles.quiet}>{key}</div>
        </>
      ),
    },
    {
      key: "asset",
      title: t("holds.asset"),
      width: 72,
      render: (_, { asset }) => balances.find((known) => known.asset === asset)?.name ?? asset,
    },
    {
      key: "state",
      title: t("holds.state"),
      width: 96,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`holds.states.${state}`)}</Tag>,
    },
    {
      key: "amount",
      title: t("holds.amount"),
      width: 72,
      align: "right",
      render: (_, { amount }) => figure(amount),
    },
    {
      key: "captured",
      title: t("holds.captured"),
      width: 92,
      align: "right",
      render: (_, hold) => <Captured hold={hold} memberId={memberId} />,
    },
    {
      key: "left",
      title: t("holds.left"),
      width: 64,
      align: "right",
      render: (_, { left }) => figure(left),
    },
    {
      key: "pins",
      title: t("holds.pins"),
      width: 128,
      render: (_, { lots }) => <Pins lots={lots} />,
    },
    {
      key: "recorded",
      title: t("holds.recorded"),
      width: 128,
      render: (_, { recorded_at }) => <Moment at={recorded_at} />,
    },
    {
      key: "until",
      title: t("holds.until"),
      width: 128,
      render: (_, { expires_at }) => <Moment at={expires_at} />,
    },
  ];
}

/** How much was captured, and the way to the postings that did. */
function Captured({ hold: { id, captured }, memberId }: { hold: Hold; memberId: Id }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  if (captured === 0) return <span className="kit-figure">0</span>;
  return (
    <Link
      to="/ledger/postings"
      search={{ by: "member", member: memberId, hold: id }}
      aria-label={t("holds.captures", { amount: format.number(captured) })}
    >
      <span className="kit-figure">{format.number(captured)}</span>
    </Link>
  );
}

function Pins({ lots }: Pick<Hold, "lots">) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  if (lots.length === 0) return "—";
  return (
    <ul className={styles.pins}>
      {lots.map(({ lot_id, amount }) => (
        <li key={lot_id}>{t("holds.pin", { lot: lot_id, amount: format.number(amount) })}</li>
      ))}
    </ul>
  );
}
