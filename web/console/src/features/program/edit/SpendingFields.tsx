import { Radio, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import type { Choices } from "../../../components/terms/terms";
import type { Spending } from "../api/spending";

interface SpendingFieldsProps {
  readonly rule: Spending;
  readonly choices: Choices;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Spending) => void;
}

/** What points pay: how much, from when on, in which steps and up to which share. */
export function PointsFields({ rule, choices, wrong, onChange }: SpendingFieldsProps) {
  const { t } = useTranslation("spending");
  const { points } = rule;
  const set = (change: Partial<Spending["points"]>) =>
    onChange({ ...rule, points: { ...points, ...change } });
  const money = { exponent: choices.exponent, suffix: choices.currency };
  return (
    <Panel title={t("points.title")}>
      <Field label={t("points.pay")}>
        <Switch
          aria-label={t("points.pay")}
          checked={!points.off}
          onChange={(pays) => set({ off: !pays })}
        />
      </Field>
      {!points.off && (
        <div className={styles.fields}>
          <Field label={t("points.per")} wrong={wrong("points.per")}>
            <CountInput
              label={t("points.per")}
              suffix={t("points.unit")}
              value={points.per}
              onChange={(per) => set({ per })}
            />
          </Field>
          <Field label={t("points.worth")} wrong={wrong("points.worth")}>
            <MoneyInput
              {...money}
              label={t("points.worth")}
              value={points.worth}
              onChange={(worth) => set({ worth })}
            />
          </Field>
          <Field label={t("points.minBasket")} wrong={wrong("points.min_basket")}>
            <MoneyInput
              {...money}
              label={t("points.minBasket")}
              value={points.min_basket}
              onChange={(min_basket) => set({ min_basket })}
            />
          </Field>
          <Field label={t("points.step")} wrong={wrong("points.step")}>
            <CountInput
              label={t("points.step")}
              suffix={t("points.unit")}
              value={points.step}
              onChange={(step) => set({ step })}
            />
          </Field>
          <Field label={t("points.maxShare")} wrong={wrong("points.max_share_bps")}>
            <CountInput
              label={t("points.maxShare")}
              suffix="%"
              value={points.max_share_bps / 100}
              onChange={(percent) => set({ max_share_bps: percent * 100 })}
            />
          </Field>
        </div>
      )}
    </Panel>
  );
}

/** What points are worth at a level, where that is another than for everybody. */
export function LevelWorthFields({ rule, choices, wrong, onChange }: SpendingFieldsProps) {
  const { t } = useTranslation("spending");
  const { points } = rule;
  if (points.off) return null;
  const set = (level: string, worth: number) => {
    const { [level]: _, ...others } = points.level_worth ?? {};
    const level_worth =
      worth > 0 && worth !== points.worth ? { ...others, [level]: worth } : others;
    onChange({ ...rule, points: { ...points, level_worth } });
  };
  return (
    <Panel title={t("levels.title")}>
      <p className={styles.quiet}>{t("levels.help", { per: points.per })}</p>
      <div className={styles.fields}>
        {choices.levels.map(({ value: code, label }) => (
          <Field key={code} label={label} wrong={wrong(`points.level_worth.${code}`)}>
            <MoneyInput
              label={t("levels.worth", { level: label })}
              exponent={choices.exponent}
              suffix={choices.currency}
              value={points.level_worth?.[code] ?? points.worth}
              onChange={(worth) => set(code, worth)}
            />
          </Field>
        ))}
      </div>
    </Panel>
  );
}

const draws = ["pro_rata", "principal_first", "bonus_first"] as const;

/** Out of what stored value is drawn. */
export function StoredFields({ rule, onChange }: Pick<SpendingFieldsProps, "rule" | "onChange">) {
  const { t } = useTranslation("spending");
  return (
    <Panel title={t("stored.title")}>
      <Radio.Group
        aria-label={t("stored.title")}
        value={rule.stored.draw}
        onChange={({ target }) => onChange({ ...rule, stored: { draw: target.value } })}
      >
        {draws.map((draw) => (
          <div key={draw}>
            <Radio value={draw}>{t(`stored.${draw}`)}</Radio>
            <p className={styles.quiet}>{t(`stored.help.${draw}`)}</p>
          </div>
        ))}
      </Radio.Group>
    </Panel>
  );
}
