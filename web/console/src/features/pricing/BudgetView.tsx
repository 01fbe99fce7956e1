import { minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { Budget } from "./api/promotions";
import styles from "./pricing.module.css";

interface BudgetViewProps {
  readonly budget: Budget;
  readonly currency: string;
}

const whats = ["money", "uses", "pieces"] as const;

/** How much of a promotion's limits is used, in all and today. */
export function BudgetView({ budget, currency }: BudgetViewProps) {
  const { t } = useTranslation("pricing");
  const format = useFormat();
  const rows = (["total", "day"] as const).flatMap((scope) =>
    whats.flatMap((what) => {
      const limit = budget[scope].limit[what] ?? 0;
      return limit > 0 ? [{ scope, what, limit, used: budget[scope].used[what] ?? 0 }] : [];
    }),
  );
  const figure = (what: (typeof whats)[number], amount: number) =>
    what === "money" ? format.money(minor(amount), currency) : format.number(amount);
  if (rows.length === 0 && budget.members === 0) return <p>{t("budget.none")}</p>;
  return (
    <div className={styles.budget}>
      {rows.map(({ scope, what, limit, used }) => {
        const name = t("limits.named", { of: t(`limits.${scope}`), what: t(`limits.${what}`) });
        return (
          <div key={name}>
            <div className={styles.entry}>
              <span>{name}</span>
              <span className="kit-figure">
                {t("budget.of", { used: figure(what, used), limit: figure(what, limit) })}
              </span>
            </div>
            <Progress
              percent={Math.min(100, Math.floor((100 * used) / limit))}
              status={used >= limit ? "exception" : "normal"}
              aria-label={name}
            />
          </div>
        );
      })}
      {budget.members > 0 && <p>{t("budget.members", { count: budget.members })}</p>}
    </div>
  );
}
