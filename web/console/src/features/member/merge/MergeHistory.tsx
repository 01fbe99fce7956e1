import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { useCan } from "../../../lib/permissions";
import { type MemberMerge, mergesQuery } from "../api/merge-member";
import styles from "./merge.module.css";
import { UndoMerge } from "./UndoMerge";

/** The merges in which a member took part: who, when, why, and the way back where there is one. */
export function MergeHistory({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("merge");
  const can = useCan();
  const [undone, setUndone] = useState<MemberMerge>();
  const { data, error, refetch } = useQuery(mergesQuery(memberId));
  if (error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (data.items.length === 0) {
    return <EmptyState title={t("history.none")}>{t("history.noneHelp")}</EmptyState>;
  }
  return (
    <>
      <ul className={styles.merges} aria-label={t("history.title")}>
        {data.items.map((merge) => (
          <li key={merge.id}>
            <Told merge={merge} />
            {can("member:merge") && isLast(merge, data.items) && (
              <Button onClick={() => setUndone(merge)}>{t("undo.open")}</Button>
            )}
          </li>
        ))}
      </ul>
      {undone && <UndoMerge merge={undone} onClose={() => setUndone(undefined)} />}
    </>
  );
}

/** Only a merge whose survivor stands for himself can be undone; the latest goes first. */
function isLast(merge: MemberMerge, all: readonly MemberMerge[]): boolean {
  const inForce = ({ undone_at }: MemberMerge) => undone_at === null;
  return inForce(merge) && !all.some((later) => inForce(later) && later.from.id === merge.into.id);
}

function Told({ merge }: { merge: MemberMerge }) {
  const { t } = useTranslation("merge");
  const { from, into, made_at, made_by, reason, undone_at, undone_by, undone_reason } = merge;
  return (
    <div>
      <div>
        <Whose {...from} /> → <Whose {...into} />{" "}
        <Tag color={undone_at ? "default" : "processing"}>
          {t(undone_at ? "history.undone" : "history.inForce")}
        </Tag>
      </div>
      <div>{reason}</div>
      <div className={styles.quiet}>
        {made_by.name} · <Moment at={made_at} />
      </div>
      {undone_at && (
        <div className={styles.quiet}>
          {t("history.undoneWhy", { reason: undone_reason })} · {undone_by?.name} ·{" "}
          <Moment at={undone_at} />
        </div>
      )}
    </div>
  );
}

function Whose({ id, number }: MemberMerge["from"]) {
  return (
    <Link to="/members/$id" params={{ id }}>
      {number}
    </Link>
  );
}
