import { useFormat } from "@habitue/kit/format/reader";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput, RateInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import type { Choices } from "../../../components/terms/terms";
import type { EarningSentences } from "../api/word-earning";
import type { Rule } from "./body";

interface BaseFieldsProps {
  readonly rule: Rule;
  readonly choices: Choices;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Rule) => void;
}

/** What everybody earns, and how long it waits. */
export function BaseFields({ rule, choices, wrong, onChange }: BaseFieldsProps) {
  const { t } = useTranslation("program");
  const rate = (name: "points_rate_bps" | "growth_rate_bps", label: string) => (
    <Field label={label} wrong={wrong(name)}>
      <RateInput
        label={label}
        value={rule[name]}
        onChange={(value) => onChange({ ...rule, [name]: value })}
      />
    </Field>
  );
  const days = (name: "pending_days" | "growth_pending_days", label: string) => (
    <Field label={label} wrong={wrong(name)}>
      <CountInput
        label={label}
        value={rule[name]}
        suffix={t("edit.daysUnit")}
        onChange={(value) => onChange({ ...rule, [name]: value })}
      />
    </Field>
  );
  return (
    <Panel title={t("edit.base")}>
      <div className={styles.fields}>
        {rate("points_rate_bps", t("edit.pointsRate"))}
        {rate("growth_rate_bps", t("edit.growthRate"))}
        {days("pending_days", t("edit.pendingDays"))}
        {days("growth_pending_days", t("edit.growthPendingDays"))}
        <Field label={t("edit.orderMinPaid")} wrong={wrong("min_paid")}>
          <MoneyInput
            label={t("edit.orderMinPaid")}
            exponent={choices.exponent}
            suffix={choices.currency}
            value={rule.min_paid}
            onChange={(min_paid) => onChange({ ...rule, min_paid })}
          />
        </Field>
      </div>
    </Panel>
  );
}

interface LevelFieldsProps extends BaseFieldsProps {
  readonly levels: EarningSentences["levels"] | undefined;
}

/** What each level earns, and what that gives back in money. */
export function LevelFields({ rule, choices, wrong, onChange, levels }: LevelFieldsProps) {
  const { t } = useTranslation("program");
  const format = useFormat();
  const percent = (bps: number) => t("edit.percent", { percent: format.number(bps / 100) });
  return (
    <Panel title={t("edit.levelRates")}>
      <div className={styles.fields}>
        {choices.levels.map(({ value: code, label }) => {
          const cash = levels?.find(({ level }) => level.code === code);
          return (
            <div key={code}>
              <Field label={label} wrong={wrong(`level_rates_bps.${code}`)}>
                <RateInput
                  label={t("edit.levelRate", { level: label })}
                  value={rule.level_rates_bps[code] ?? 10_000}
                  suffix={t("edit.times")}
                  onChange={(bps) =>
                    onChange({
                      ...rule,
                      level_rates_bps: { ...rule.level_rates_bps, [code]: bps },
                    })
                  }
                />
              </Field>
              {cash && (
                <span className={styles.quiet}>
                  {t("edit.cash", {
                    draft: percent(cash.draft_cash_bps),
                    live: percent(cash.live_cash_bps),
                  })}
                </span>
              )}
            </div>
          );
        })}
      </div>
      <p className={styles.quiet}>{t("edit.cashHelp")}</p>
    </Panel>
  );
}
