import { useQuery } from "@tanstack/react-query";
import { InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import { type Holding, type Policy, retentionQuery } from "./rule";

interface RuleFieldsProps {
  readonly policy: Policy;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (policy: Policy) => void;
}

/** How soon requests are answered, and how long who leaves may come back. */
export function DeadlineFields({ policy, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("privacy");
  const number = (name: NumberName, min: number, max: number) => (
    <Field label={t(`rule.${name}`)} wrong={wrong(name)}>
      <InputNumber<number>
        aria-label={t(`rule.${name}`)}
        min={min}
        max={max}
        precision={0}
        style={{ width: "100%" }}
        suffix={t(name === "months" ? "rule.ofMonths" : "rule.ofDays")}
        value={policy[name]}
        onChange={(value) => onChange({ ...policy, [name]: value ?? min })}
      />
      <small className={styles.quiet}>{t(`rule.${name}Help`)}</small>
    </Field>
  );
  return (
    <Panel title={t("rule.deadlines")}>
      <div className={styles.cards}>
        <Field label={t("rule.byLaw")}>
          <Switch
            aria-label={t("rule.byLaw")}
            checked={policy.by_law}
            onChange={(by_law) => onChange({ ...policy, by_law })}
          />
          <small className={styles.quiet}>{t("rule.byLawHelp")}</small>
        </Field>
        <div className={styles.fields}>
          {!policy.by_law && number("working_days", 0, 90)}
          {!policy.by_law && policy.working_days === 0 && number("months", 1, 3)}
          {number("grace_days", 1, 90)}
          {number("lift_days", 1, 90)}
        </div>
      </div>
    </Panel>
  );
}

type NumberName = "working_days" | "months" | "grace_days" | "lift_days";

/** For how many days each kind of data is kept, within its bounds, and why. */
export function RetentionFields({ policy, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("privacy");
  const holdings = useQuery(retentionQuery).data?.items ?? [];
  return (
    <Panel title={t("rule.retention")}>
      <div className={styles.cards}>
        <p className={styles.quiet}>{t("rule.retentionHelp")}</p>
        {holdings
          .filter(({ by }) => by === "policy")
          .map((holding) => (
            <KeptField
              key={holding.code}
              holding={holding}
              days={policy.keep[holding.code] ?? holding.default}
              wrong={wrong(`keep.${holding.code}`)}
              onChange={(days) =>
                onChange({ ...policy, keep: { ...policy.keep, [holding.code]: days } })
              }
            />
          ))}
        <Field label={t("rule.inactive_years")} wrong={wrong("inactive_years")}>
          <InputNumber<number>
            aria-label={t("rule.inactive_years")}
            min={0}
            max={30}
            precision={0}
            style={{ width: 200 }}
            suffix={t("rule.ofYears")}
            value={policy.inactive_years}
            onChange={(years) => onChange({ ...policy, inactive_years: years ?? 0 })}
          />
          <small className={styles.quiet}>{t("rule.inactive_yearsHelp")}</small>
        </Field>
      </div>
    </Panel>
  );
}

interface KeptFieldProps {
  readonly holding: Holding;
  readonly days: number;
  readonly wrong: string | undefined;
  readonly onChange: (days: number) => void;
}

function KeptField({ holding: { name, why, least, most }, days, wrong, onChange }: KeptFieldProps) {
  const { t } = useTranslation("privacy");
  return (
    <Field label={name} wrong={wrong}>
      <InputNumber<number>
        aria-label={name}
        min={least}
        max={most}
        precision={0}
        style={{ width: 200 }}
        suffix={t("rule.ofDays")}
        value={days}
        onChange={(value) => onChange(value ?? least)}
      />
      <small className={styles.quiet}>
        {t("rule.bounds", { least, most })} {why}
      </small>
    </Field>
  );
}
