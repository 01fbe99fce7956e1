import type { Id } from "@habitue/kit/brand";
import { Change } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Entry } from "./api/list-entries";
import styles from "./ledger.module.css";
import { Whys } from "./Whys";

/** The columns of an account's entries. */
export function useEntryColumns(memberId: Id): TableColumnsType<Entry> {
  const { t } = useTranslation("ledger");
  return [
    {
      key: "when",
      title: t("column.when"),
      width: 150,
      render: (_, entry) => <Occurred entry={entry} />,
    },
    {
      key: "amount",
      title: t("column.amount"),
      width: 90,
      align: "right",
      render: (_, { amount }) => <Change amount={amount} />,
    },
    {
      key: "reason",
      title: t("column.reason"),
      width: 140,
      render: (_, { reason, bucket }) => (
        <>
          {reason.text} {bucket === "pending" && <Tag>{t("entries.pending")}</Tag>}
        </>
      ),
    },
    { key: "why", title: t("column.why"), render: (_, entry) => <Whys entry={entry} /> },
    {
      key: "reference",
      title: t("column.reference"),
      width: 180,
      render: (_, entry) => <Reference entry={entry} memberId={memberId} />,
    },
    {
      key: "rule",
      title: t("column.rule"),
      width: 80,
      render: (_, { rule }) => (
        <span className={styles.rule}>
          {rule ? t("entries.rule", { version: rule.version }) : "—"}
        </span>
      ),
    },
  ];
}

/** When it happened; when it was written is told where that was a good while later. */
function Occurred({ entry: { occurred_at, recorded_at } }: { entry: Entry }) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  return (
    <Moment at={occurred_at} note={t("entries.recorded", { when: format.moment(recorded_at) })} />
  );
}

function Reference({ entry: { reference }, memberId }: { entry: Entry; memberId: Id }) {
  if (!reference) return "—";
  if (reference.kind !== "order") return reference.text;
  return (
    <Link to="/orders/$id" params={{ id: reference.id }} search={{ member_id: memberId }}>
      {reference.text}
    </Link>
  );
}
