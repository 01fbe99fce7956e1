import type { Measure } from "@habitue/kit/format/measure";
import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { MemberProfile } from "./api/get-member-profile";
import styles from "./profile.module.css";

type Score = NonNullable<MemberProfile["value"]>["recency"];

interface ScoreLineProps {
  readonly name: string;
  readonly score: Score;
  readonly measure: Measure;
  /** Less is better. */
  readonly falls?: boolean;
}

const steps = [1, 2, 3, 4, 5];

/** One score of five, the value behind it, and what the next would take. */
export function ScoreLine({ name, score, measure, falls = false }: ScoreLineProps) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const next = nextFrom(score);
  return (
    <div className={styles.score}>
      <span>{name}</span>
      <span className={styles.pips} role="img" aria-label={t("card.score", { score: score.score })}>
        {steps.map((step) => (
          <span key={step} data-reached={step <= score.score} />
        ))}
      </span>
      <strong className="kit-figure">{format.measure(score.value, measure)}</strong>
      <span className={styles.quiet}>
        {next !== null &&
          t(falls ? "card.nextWithin" : "card.nextFrom", {
            score: score.score + 1,
            value: format.measure(next, measure),
          })}
      </span>
    </div>
  );
}

/** nextFrom is where the next score begins; null at the top, and where nobody has it. */
export function nextFrom({ score, from }: Score): number | null {
  return score < 1 ? null : (from[score - 1] ?? null);
}
