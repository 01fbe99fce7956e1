import { Checkbox, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import type { FieldsProps } from "./AssetRuleFields";

/** What so many units are worth in money, where the retailer states it. */
export function WorthFields({ rule, money, wrong, onChange }: FieldsProps) {
  const { t } = useTranslation("asset");
  const { worth, ...worthless } = rule;
  return (
    <Panel title={t("rule.worth")}>
      <div className={styles.cards}>
        <Checkbox
          checked={worth !== undefined}
          onChange={({ target }) =>
            onChange(
              target.checked
                ? {
                    ...rule,
                    worth: { units: 100, minor: 10 ** money.exponent, currency: money.currency },
                  }
                : worthless,
            )
          }
        >
          {t("rule.worthStated")}
        </Checkbox>
        {worth && (
          <div className={styles.fields}>
            <Field label={t("rule.worthUnits")} wrong={wrong("worth")}>
              <InputNumber<number>
                aria-label={t("rule.worthUnits")}
                min={1}
                max={1_000_000_000}
                precision={0}
                value={worth.units}
                style={{ width: "100%" }}
                onChange={(units) => onChange({ ...rule, worth: { ...worth, units: units ?? 1 } })}
              />
            </Field>
            <Field label={t("rule.worthMoney")}>
              <MoneyInput
                label={t("rule.worthMoney")}
                exponent={money.exponent}
                suffix={worth.currency}
                value={worth.minor}
                onChange={(minor) => onChange({ ...rule, worth: { ...worth, minor } })}
              />
            </Field>
          </div>
        )}
        <p className={styles.quiet}>{t("rule.worthHelp")}</p>
      </div>
    </Panel>
  );
}
