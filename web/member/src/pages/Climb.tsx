import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { tierQuery } from "../api/queries";
import { Loaded } from "../parts/states";
import styles from "./climb.module.css";

/** Climb says what is missing to the next level, and what keeps this one. */
export function Climb() {
  const { t } = useTranslation("me");
  const format = useFormat();
  return (
    <Loaded query={useQuery(tierQuery)}>
      {({ next, keep, spend, level }) => {
        const done = next ? next.threshold - next.missing : 1;
        const whole = next ? next.threshold : 1;
        return (
          <div className={styles.climb}>
            <p>
              {next
                ? t("tier.missing", {
                    amount: format.moneyBrief(next.missing, spend.currency),
                    level: next.name,
                  })
                : t("tier.top", { level: level.name })}
            </p>
            <progress value={done} max={whole} aria-label={t("tier.progress")} />
            {keep && keep.missing > 0 && (
              <p className={styles.quiet}>
                {t("tier.keep", {
                  amount: format.moneyBrief(keep.missing, spend.currency),
                  level: level.name,
                  day: format.date(keep.until),
                })}
              </p>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
