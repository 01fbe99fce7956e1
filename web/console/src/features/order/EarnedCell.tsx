import { Change } from "@habitue/kit/components/Amount";
import { useTranslation } from "react-i18next";
import type { OrderSummary } from "./api/list-member-orders";
import styles from "./order.module.css";

/** What an order brought its member, what refunds took back, and why it brought nothing. */
export function EarnedCell({ earned }: Pick<OrderSummary, "earned">) {
  const { t } = useTranslation("order");
  if (!earned) return <span className={styles.quiet}>{t("earned.undecided")}</span>;
  const { points, growth, taken_points: taken, why } = earned;
  if (points === 0) {
    return (
      <span className={styles.quiet}>
        {t("earned.nothing")} {why.map(({ text }) => text).join(t("separator"))}
      </span>
    );
  }
  return (
    <span title={why.map(({ text }) => text).join("\n")}>
      <Change amount={points} /> {t("earned.points")}
      {growth > 0 && (
        <span className={styles.quiet}>
          {t("separator")}
          {t("earned.growth", { count: growth })}
        </span>
      )}
      {taken > 0 && <div className={styles.quiet}>{t("earned.taken", { count: taken })}</div>}
    </span>
  );
}
