import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import type { PostingRecord } from "../api/get-posting";
import { Cause } from "../Cause";
import { PostingLink } from "../PostingLink";
import { Memo } from "./Memo";
import styles from "./posting.module.css";

interface PostingFactsProps {
  readonly posting: PostingRecord;
  /** The way to whoever's value it changed. */
  readonly member: ReactNode;
  /** The way to the approval, for whoever may see approvals. */
  readonly approval: ReactNode;
}

/** Whose value was changed, when, why, by whom, and what hangs together with it. */
export function PostingFacts({ posting, member, approval }: PostingFactsProps) {
  const { t } = useTranslation("posting");
  return (
    <div className={styles.facts}>
      <Facts>
        <Fact name={t("fact.member")}>{member}</Fact>
        <Fact name={t("fact.occurred")}>
          <Moment at={posting.occurred_at} />
        </Fact>
        <Fact name={t("fact.recorded")}>
          <Moment at={posting.recorded_at} />
        </Fact>
        <Fact name={t("fact.id")}>{posting.id}</Fact>
        <Fact name={t("fact.key")}>
          <code>{posting.key}</code>
        </Fact>
      </Facts>
      <Facts>
        <Fact name={t("fact.reason")}>{posting.reason.text}</Fact>
        <Fact name={t("fact.cause")}>
          {posting.reference && <Cause reference={posting.reference} />}
        </Fact>
        <Fact name={t("fact.staff")}>{posting.staff_name ?? posting.staff_id}</Fact>
        <Fact name={t("fact.approval")}>{approval}</Fact>
        <Fact name={t("fact.memo")}>
          <Memo posting={posting} />
        </Fact>
      </Facts>
      <Related posting={posting} />
    </div>
  );
}

/** What it undoes, what undid it, the hold that it captured, the other member of a transfer. */
function Related({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const { reverses, reversed_by, hold_id, peer_id, member_id } = posting;
  return (
    <Facts>
      <Fact name={t("fact.reverses")}>
        {reverses && (
          <PostingLink id={reverses} member={member_id}>
            {reverses}
          </PostingLink>
        )}
      </Fact>
      <Fact name={t("fact.reversedBy")}>
        {reversed_by.length === 0
          ? null
          : reversed_by.map((id) => (
              <div key={id}>
                <PostingLink id={id} member={member_id}>
                  {id}
                </PostingLink>
              </div>
            ))}
      </Fact>
      <Fact name={t("fact.hold")}>
        {hold_id && (
          <Link to="/ledger/postings" search={{ by: "member", member: member_id, hold: hold_id }}>
            {hold_id}
          </Link>
        )}
      </Fact>
      <Fact name={t("fact.peer")}>
        {peer_id && (
          <Link to="/members/$id" params={{ id: peer_id }}>
            {t("fact.otherMember")}
          </Link>
        )}
      </Fact>
    </Facts>
  );
}
