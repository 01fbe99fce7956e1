import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import type { Standing } from "./api/get-standing";
import { progressOf } from "./progress";
import styles from "./tier.module.css";

/** The ladder as a path: reached steps filled, the one being climbed filled in part. */
export function Ladder({ standing }: { standing: Standing }) {
  const { t } = useTranslation("tier");
  const format = useFormat();
  const { levels, spend } = standing;
  return (
    <ol className={styles.ladder} aria-label={t("ladder.title")}>
      {levels.map((level, rank) => {
        const filled = progressOf(standing, rank);
        return (
          <li
            key={level.code}
            aria-current={level.code === standing.level.code ? "step" : undefined}
          >
            <span className={styles.track} aria-hidden>
              <span style={{ width: `${filled * 100}%` }} />
            </span>
            <span className={styles.stepName}>{level.name}</span>
            <span className={styles.quiet}>
              {level.threshold === 0
                ? t("ladder.start")
                : t("ladder.from", { amount: format.moneyBrief(level.threshold, spend.currency) })}
            </span>
            <span className={styles.quiet}>
              {t("ladder.multiplier", { multiplier: format.multiplier(level.multiplier_bps) })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
