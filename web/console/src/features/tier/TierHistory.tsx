import type { Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Timeline } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { LevelTag } from "../../components/LevelTag";
import { type Standing, standingQuery } from "./api/get-standing";
import styles from "./tier.module.css";

/** The moves of a member between levels, newest first. */
export function TierHistory({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("tier");
  const { data: standing, error, isPending, refetch } = useQuery(standingQuery(memberId));
  if (isPending) return <Skeleton active />;
  if (!standing) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (standing.history.length === 0) return <EmptyState title={t("history.none")} />;
  return (
    <Timeline
      items={standing.history.map((move) => ({
        key: `${move.effective_at} ${move.to.code}`,
        content: <Move move={move} />,
      }))}
    />
  );
}

function Move({ move }: { move: Standing["history"][number] }) {
  return (
    <>
      <div>
        <LevelTag level={move.from} /> → <LevelTag level={move.to} />
      </div>
      <div className={styles.quiet}>
        <Moment at={move.effective_at} /> {move.cause.text}
      </div>
    </>
  );
}
