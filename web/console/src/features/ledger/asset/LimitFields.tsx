import { Button, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import type { FieldsProps } from "./AssetRuleFields";
import { limitsTo } from "./rule";

interface LimitFieldsProps extends Pick<FieldsProps, "rule" | "onChange"> {
  /** The roles that may adjust, by name. */
  readonly roles: readonly { readonly role: string; readonly name: string }[];
}

/** Up to how much somebody of each role adjusts by hand alone. */
export function LimitFields({ rule, roles, onChange }: LimitFieldsProps) {
  const { t } = useTranslation("asset");
  const limitOf = (role: string) => rule.limits.find((limit) => limit.role === role)?.amount;
  const change = (role: string, amount: number | undefined) =>
    onChange({ ...rule, limits: limitsTo(rule.limits, role, amount) });
  return (
    <Panel title={t("rule.limits")}>
      <div className={styles.cards}>
        <p className={styles.quiet}>{t("rule.limitsHelp")}</p>
        <div className={styles.fields}>
          {roles.map(({ role, name }) => (
            <Field key={role} label={name}>
              <InputNumber<number>
                aria-label={name}
                min={0}
                max={Number.MAX_SAFE_INTEGER}
                precision={0}
                placeholder={t("rule.noLimit")}
                value={limitOf(role) ?? null}
                style={{ width: "100%" }}
                onChange={(amount) => change(role, amount ?? undefined)}
              />
            </Field>
          ))}
        </div>
        {rule.limits.length > 0 && (
          <div className={styles.row}>
            <Button onClick={() => onChange({ ...rule, limits: [] })}>
              {t("rule.clearLimits")}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
