import type { Id } from "@habitue/kit/brand";
import { Change } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Entry } from "./api/list-entries";
import { Cause } from "./Cause";
import styles from "./ledger.module.css";
import type { AccountLine } from "./moves";
import { PostingLink } from "./PostingLink";
import { Whys } from "./Whys";

/** The columns of an account's entries; the reason opens the posting. */
export function useEntryColumns(memberId: Id): TableColumnsType<AccountLine> {
  const { t } = useTranslation("ledger");
  return [
    {
      key: "when",
      title: t("column.when"),
      width: 160,
      render: (_, entry) => <Occurred entry={entry} />,
    },
    {
      key: "amount",
      title: t("column.amount"),
      width: 90,
      align: "right",
      render: (_, line) => <Amount line={line} />,
    },
    {
      key: "reason",
      title: t("column.reason"),
      width: 150,
      render: (_, line) => <Reason line={line} memberId={memberId} />,
    },
    { key: "why", title: t("column.why"), render: (_, entry) => <Whys entry={entry} /> },
    {
      key: "reference",
      title: t("column.reference"),
      width: 180,
      render: (_, { reference }) => (reference ? <Cause reference={reference} /> : "—"),
    },
    {
      key: "rule",
      title: t("column.rule"),
      width: 80,
      render: (_, { rule }) => (
        <span className={styles.quiet}>
          {rule ? t("entries.rule", { version: rule.version }) : "—"}
        </span>
      ),
    },
  ];
}

/** What moved within the account was neither won nor lost, and so has no sign. */
function Amount({ line: { amount, moved } }: { line: AccountLine }) {
  const format = useFormat();
  return moved ? (
    <span className="kit-figure">{format.number(amount)}</span>
  ) : (
    <Change amount={amount} />
  );
}

function Reason({ line, memberId }: { line: AccountLine; memberId: Id }) {
  const { t } = useTranslation("ledger");
  const { posting_id, reason, bucket, moved } = line;
  return (
    <>
      <PostingLink id={posting_id} member={memberId}>
        {reason.text}
      </PostingLink>{" "}
      {moved && <Tag>{t("entries.moved")}</Tag>}
      {bucket === "pending" && <Tag>{t("entries.pending")}</Tag>}
    </>
  );
}

/** When it happened; when it was written is on the hover. */
function Occurred({ entry: { occurred_at, recorded_at } }: { entry: Entry }) {
  const { t } = useTranslation("ledger");
  const format = useFormat();
  return (
    <Moment at={occurred_at} note={t("entries.recorded", { when: format.moment(recorded_at) })} />
  );
}
