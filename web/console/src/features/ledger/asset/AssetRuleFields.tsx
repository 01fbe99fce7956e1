import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import type { Asset, AssetRule } from "../api/list-assets";
import { clawBacks, counted, expiryRules, expiryTo, isStored, roundings } from "./rule";
import { WorthFields } from "./WorthFields";

export interface FieldsProps {
  readonly asset: Pick<Asset, "kind">;
  readonly rule: AssetRule;
  /** The retailer's currency, and how many decimals it has. */
  readonly money: { readonly currency: string; readonly exponent: number };
  /** What the server says is wrong with a part, by its path. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: AssetRule) => void;
}

/** When value ends, what is taken back, and how fractions become whole. */
export function AssetRuleFields(props: FieldsProps) {
  const { t } = useTranslation("asset");
  const { asset, rule, wrong, onChange } = props;
  const { expiry } = rule;
  const carried = expiry.rule === "days" || expiry.rule === "months";
  return (
    <>
      <Panel title={t("rule.expiry")}>
        <div className={styles.cards}>
          <div className={styles.fields}>
            <Field label={t("rule.expiryRule")} wrong={wrong("expiry")}>
              <Select
                style={{ width: "100%" }}
                aria-label={t("rule.expiryRule")}
                value={expiry.rule}
                options={expiryRules.map((value) => ({ value, label: t(`expiry.${value}`) }))}
                onChange={(chosen) => onChange({ ...rule, expiry: expiryTo(expiry, chosen) })}
              />
            </Field>
            {counted[expiry.rule] && (
              <Field label={t(`rule.n.${counted[expiry.rule] ?? "months"}`)}>
                <InputNumber<number>
                  aria-label={t(`rule.n.${counted[expiry.rule] ?? "months"}`)}
                  min={expiry.rule === "activity" ? 1 : 0}
                  max={expiry.rule === "activity" ? 120 : 3660}
                  precision={0}
                  value={expiry.n ?? 0}
                  style={{ width: "100%" }}
                  onChange={(n) => onChange({ ...rule, expiry: { ...expiry, n: n ?? 0 } })}
                />
              </Field>
            )}
            <Field label={t("rule.grace")} wrong={wrong("grace_days")}>
              <CountInput
                label={t("rule.grace")}
                suffix={t("rule.days")}
                value={rule.grace_days}
                onChange={(grace_days) => onChange({ ...rule, grace_days })}
              />
            </Field>
          </div>
          {carried && (
            <Checkbox
              checked={expiry.until === "end_of_month"}
              onChange={({ target }) => {
                const { until: _, ...plain } = expiry;
                onChange({
                  ...rule,
                  expiry: target.checked ? { ...plain, until: "end_of_month" } : plain,
                });
              }}
            >
              {t("rule.untilEndOfMonth")}
            </Checkbox>
          )}
          <p className={styles.quiet}>
            {t(expiry.rule === "activity" ? "rule.activityHelp" : "rule.expiryHelp")}
          </p>
        </div>
      </Panel>
      <Panel title={t("rule.amounts")}>
        <div className={styles.cards}>
          <div className={styles.fields}>
            <Field label={t("rule.clawBack")} wrong={wrong("claw_back")}>
              <Select
                style={{ width: "100%" }}
                aria-label={t("rule.clawBack")}
                value={rule.claw_back}
                options={clawBacks
                  .filter((value) => value !== "owe" || !isStored(asset.kind))
                  .map((value) => ({ value, label: t(`clawBack.${value}`) }))}
                onChange={(claw_back) => onChange({ ...rule, claw_back })}
              />
            </Field>
            <Field label={t("rule.rounding")} wrong={wrong("rounding")}>
              <Select
                style={{ width: "100%" }}
                aria-label={t("rule.rounding")}
                value={rule.rounding.mode}
                options={roundings.map((value) => ({ value, label: t(`rounding.${value}`) }))}
                onChange={(mode) => onChange({ ...rule, rounding: { ...rule.rounding, mode } })}
              />
            </Field>
            <Field label={t("rule.step")}>
              <InputNumber<number>
                aria-label={t("rule.step")}
                min={1}
                max={1_000_000}
                precision={0}
                value={rule.rounding.step}
                style={{ width: "100%" }}
                onChange={(step) =>
                  onChange({ ...rule, rounding: { ...rule.rounding, step: step ?? 1 } })
                }
              />
            </Field>
          </div>
        </div>
      </Panel>
      {asset.kind !== "growth" && <WorthFields {...props} />}
    </>
  );
}
