import type { Id } from "@habitue/kit/brand";
import { MoneyFigure } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { lastDayOf } from "@habitue/kit/format/time";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { LevelTag } from "../../components/LevelTag";
import { type Standing, standingQuery } from "./api/get-standing";
import { Ladder } from "./Ladder";
import styles from "./tier.module.css";

/** Where a member stands, what leads up, and what keeps them from falling. */
export function StandingCard({ memberId }: { memberId: Id }) {
  const { data: standing, error, isPending, refetch } = useQuery(standingQuery(memberId));
  if (isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (!standing) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.standing}>
      <div className={styles.now}>
        <Level standing={standing} />
        <Spent standing={standing} />
      </div>
      <Ladder standing={standing} />
      <div className={styles.outlook}>
        <Next standing={standing} />
        <Keep standing={standing} />
      </div>
    </div>
  );
}

function Level({ standing: { level, since } }: { standing: Standing }) {
  const { t } = useTranslation("tier");
  return (
    <div>
      <LevelTag level={level} />{" "}
      <span className={styles.quiet}>
        {t("standing.since")} <Day at={since} />
      </span>
    </div>
  );
}

function Spent({ standing: { spend } }: { standing: Standing }) {
  const { t } = useTranslation("tier");
  const format = useFormat();
  const from = format.day(spend.from);
  const to = format.day(lastDayOf(spend.to));
  return (
    <div>
      <span className={styles.quiet}>{t("standing.spent", { from, to })}</span>{" "}
      <strong>
        <MoneyFigure amount={spend.amount} currency={spend.currency} />
      </strong>
    </div>
  );
}

function Next({ standing: { next, spend } }: { standing: Standing }) {
  const { t } = useTranslation("tier");
  const format = useFormat();
  if (!next) return <p>{t("standing.top")}</p>;
  const missing = format.money(next.missing, spend.currency);
  return <p>{t("standing.next", { missing, level: next.name })}</p>;
}

function Keep({ standing: { keep, level, spend, review_at } }: { standing: Standing }) {
  const { t } = useTranslation("tier");
  const format = useFormat();
  if (!keep) return <p className={styles.quiet}>{t("standing.nothingToLose")}</p>;
  const values = {
    missing: format.money(keep.missing, spend.currency),
    threshold: format.money(keep.threshold, spend.currency),
    review: format.day(review_at ?? keep.until),
  };
  const falls = keep.at_review.code !== level.code;
  return (
    <p className={styles.quiet}>
      {t(keep.missing > 0 ? "standing.keep" : "standing.kept", values)}{" "}
      {falls && t("standing.atReview", { level: keep.at_review.name })}{" "}
      {keep.today.code !== level.code && t("standing.today", { level: keep.today.name })}
    </p>
  );
}
