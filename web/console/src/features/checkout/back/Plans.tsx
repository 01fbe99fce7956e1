import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ExchangePlan, ReturnPlan } from "../api/back";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";

interface PlanProps {
  readonly one: Explained;
  readonly error: Error | null;
}

/** What a return would give, line by line and way by way. */
export function ReturnPlanned({ one, plan, error }: PlanProps & { plan: ReturnPlan | undefined }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  if (error || !plan) return <Not error={error} />;
  const money = (amount: ReturnPlan["money"]) => format.money(amount, one.currency);
  const nameOf = (no: number) => {
    const line = one.lines.find((each) => each.no === no);
    return line?.name ?? line?.article ?? String(no);
  };
  return (
    <Planned>
      {plan.lines.map(({ no, value }) => (
        <li key={no}>{t("back.line", { article: nameOf(no), amount: money(value) })}</li>
      ))}
      {plan.short > 0 && <li>{t("back.short", { amount: money(plan.short) })}</li>}
      {plan.points > 0 && <li>{t("back.points", { points: format.number(plan.points) })}</li>}
      {plan.stored_value > 0 && <li>{t("back.stored", { amount: money(plan.stored_value) })}</li>}
      <li>
        <strong className="kit-figure">{t("back.money", { amount: money(plan.money) })}</strong>
      </li>
    </Planned>
  );
}

/** What an exchange would come to, in the server's own sentences. */
export function ExchangePlanned({
  one,
  plan,
  error,
}: PlanProps & { plan: ExchangePlan | undefined }) {
  const { t } = useTranslation("checkout");
  const format = useFormat();
  if (error || !plan) return <Not error={error} />;
  const { points, stored_value } = plan.back;
  return (
    <Planned>
      {points > 0 && <li>{t("back.points", { points: format.number(points) })}</li>}
      {stored_value > 0 && (
        <li>{t("back.stored", { amount: format.money(stored_value, one.currency) })}</li>
      )}
      {plan.lines.map(({ side, no, words }) => (
        <li key={`${side} ${no}`}>
          {side === "returned" || side === "bought" ? words : <strong>{words}</strong>}
        </li>
      ))}
    </Planned>
  );
}

function Planned({ children }: { children: ReactNode }) {
  const { t } = useTranslation("checkout");
  return (
    <section aria-live="polite" aria-label={t("back.plan")}>
      <h3 className={styles.planTitle}>{t("back.plan")}</h3>
      <ul className={styles.plain}>{children}</ul>
    </section>
  );
}

/** Why there is no plan: nothing is asked yet, or it cannot be done. */
function Not({ error }: { error: Error | null }) {
  const { t } = useTranslation("checkout");
  if (!error) return <p className={styles.quiet}>{t("back.choose")}</p>;
  return <Alert type="warning" showIcon title={asProblem(error).detail} />;
}
