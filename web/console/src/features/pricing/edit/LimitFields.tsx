import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import { without } from "../../../components/terms/terms";
import type { Rule } from "../api/promotions";
import type { PartProps } from "./fields";

const scopes = ["total", "day", "member", "member_a_day"] as const;

type Limit = Rule["limits"]["total"];

/** How much it may give: in all, on a day, to a member; the stock of a flash sale. */
export function LimitFields({ rule, choices, wrong, onChange }: PartProps) {
  const { t } = useTranslation("pricing");
  const hasStock = rule.offer.benefit.kind === "fixed_price";
  return (
    <Panel title={t("limits.title")}>
      <div className={styles.cards}>
        {scopes.map((scope) => {
          const limit = rule.limits[scope];
          const set = (change: Partial<Limit>) =>
            onChange({
              ...rule,
              limits: { ...rule.limits, [scope]: without({ ...limit, ...change }) },
            });
          const of = t(`limits.${scope}`);
          const count = (name: "uses" | "pieces", what: string) => (
            <Field label={what} wrong={wrong(`limits.${scope}.${name}`)}>
              <CountInput
                label={t("limits.named", { of, what })}
                value={limit[name] ?? 0}
                onChange={(value) => set({ [name]: value })}
              />
            </Field>
          );
          return (
            <fieldset className={styles.plain} key={scope}>
              <legend>{of}</legend>
              <div className={styles.fields}>
                <Field label={t("limits.money")} wrong={wrong(`limits.${scope}`)}>
                  <MoneyInput
                    label={t("limits.named", { of, what: t("limits.money") })}
                    exponent={choices.exponent}
                    suffix={choices.currency}
                    value={limit.money ?? 0}
                    onChange={(money) => set({ money })}
                  />
                </Field>
                {count("uses", t("limits.uses"))}
                {hasStock && count("pieces", t("limits.pieces"))}
              </div>
            </fieldset>
          );
        })}
        <p className={styles.quiet}>{t("limits.help")}</p>
      </div>
    </Panel>
  );
}
