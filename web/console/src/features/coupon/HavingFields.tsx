import { Checkbox, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import { CountInput } from "../../components/rule/Numbers";
import styles from "../../components/rule/rule.module.css";
import type { Terms } from "./api/templates";
import type { TermsProps } from "./TermsFields";

/** From when until when a coupon can be used. */
export function ValidityFields({ terms, wrong, onChange }: TermsProps) {
  const { t } = useTranslation("coupon");
  const { validity } = terms;
  const dated = validity.from !== undefined || validity.until !== undefined;
  const set = (next: Terms["validity"]) => onChange({ ...terms, validity: next });
  return (
    <Panel title={t("terms.validity")}>
      <div className={styles.cards}>
        <Radio.Group
          optionType="button"
          value={dated ? "dated" : "days"}
          options={[
            { value: "days", label: t("terms.fromIssue") },
            { value: "dated", label: t("terms.dated") },
          ]}
          onChange={({ target }) => set(target.value === "days" ? { days: 30 } : { until: "" })}
        />
        <div className={styles.fields}>
          {dated ? (
            <>
              <Field label={t("terms.from")} wrong={wrong("validity.from")}>
                <Input
                  type="date"
                  value={validity.from ?? ""}
                  onChange={({ target }) => set({ ...validity, from: target.value })}
                />
              </Field>
              <Field label={t("terms.until")} wrong={wrong("validity.until") ?? wrong("validity")}>
                <Input
                  type="date"
                  value={validity.until ?? ""}
                  onChange={({ target }) => set({ ...validity, until: target.value })}
                />
              </Field>
            </>
          ) : (
            <>
              <Field label={t("terms.days")} wrong={wrong("validity.days") ?? wrong("validity")}>
                <CountInput
                  label={t("terms.days")}
                  suffix={t("terms.dayUnit")}
                  value={validity.days ?? 0}
                  onChange={(days) => set({ ...validity, days })}
                />
              </Field>
              <Field label={t("terms.after")} wrong={wrong("validity.after_days")}>
                <CountInput
                  label={t("terms.after")}
                  suffix={t("terms.dayUnit")}
                  value={validity.after_days ?? 0}
                  onChange={(after_days) => set({ ...validity, after_days })}
                />
              </Field>
            </>
          )}
        </div>
        <p className={styles.quiet}>{t("terms.validityHelp")}</p>
      </div>
    </Panel>
  );
}

/** How a coupon is had: how many there are, who may claim it, what a return does. */
export function Having({ terms, wrong, onChange }: TermsProps) {
  const { t } = useTranslation("coupon");
  const { claim } = terms;
  const returns = ["given_back", "given_back_if_valid", "lost"] as const;
  return (
    <Panel title={t("terms.having")}>
      <div className={styles.cards}>
        <div className={styles.fields}>
          <Field label={t("terms.stock")} wrong={wrong("stock")}>
            <CountInput
              label={t("terms.stock")}
              suffix={t("terms.pieceUnit")}
              value={terms.stock ?? 0}
              onChange={(stock) => onChange({ ...terms, stock })}
            />
          </Field>
          <Field label={t("terms.perMember")} wrong={wrong("per_member")}>
            <CountInput
              label={t("terms.perMember")}
              suffix={t("terms.pieceUnit")}
              value={terms.per_member ?? 0}
              onChange={(per_member) => onChange({ ...terms, per_member })}
            />
          </Field>
          <Field label={t("terms.onReturn")} wrong={wrong("on_return")}>
            <Select
              aria-label={t("terms.onReturn")}
              value={terms.on_return}
              options={returns.map((value) => ({ value, label: t(`terms.return.${value}`) }))}
              onChange={(on_return) => onChange({ ...terms, on_return })}
            />
          </Field>
        </div>
        <Checkbox
          checked={claim.open ?? false}
          onChange={({ target }) =>
            onChange({ ...terms, claim: target.checked ? { open: true } : {} })
          }
        >
          {t("terms.claimOpen")}
        </Checkbox>
        {claim.open && (
          <div className={styles.fields}>
            <Field label={t("terms.claimFrom")} wrong={wrong("claim.from")}>
              <Input
                type="date"
                value={claim.from ?? ""}
                onChange={({ target }) =>
                  onChange({ ...terms, claim: { ...claim, from: target.value } })
                }
              />
            </Field>
            <Field label={t("terms.claimUntil")} wrong={wrong("claim.until")}>
              <Input
                type="date"
                value={claim.until ?? ""}
                onChange={({ target }) =>
                  onChange({ ...terms, claim: { ...claim, until: target.value } })
                }
              />
            </Field>
          </div>
        )}
        <Checkbox
          checked={terms.giveable ?? false}
          onChange={({ target }) => onChange({ ...terms, giveable: target.checked })}
        >
          {t("terms.giveable")}
        </Checkbox>
        <p className={styles.quiet}>{t("terms.zeroHelp")}</p>
      </div>
    </Panel>
  );
}
