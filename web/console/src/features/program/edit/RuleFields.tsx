import { Button, Checkbox, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput, RateInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import { GoodsFields } from "../../../components/terms/GoodsFields";
import type { Choices } from "../../../components/terms/terms";
import { WhenFields } from "../../../components/terms/WhenFields";
import { freshId, type Rule, replaced } from "./body";
import { NamedCard } from "./NamedCard";

interface RuleFieldsProps {
  readonly rule: Rule;
  readonly choices: Choices;
  /** What the server says is wrong with a field, by its path. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Rule) => void;
}

/** Multipliers: what raises the rate of lines. */
export function Multipliers({ rule, choices, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("program");
  const put = (index: number, item?: Rule["multipliers"][number]) =>
    onChange({ ...rule, multipliers: replaced(rule.multipliers, index, item) });
  const add = () => {
    const fresh = { id: freshId(rule, "multiplier"), name: {}, rate_bps: 20_000, when: {}, on: {} };
    onChange({ ...rule, multipliers: [...rule.multipliers, fresh] });
  };
  return (
    <Panel
      title={t("edit.multipliers")}
      extra={<Button onClick={add}>{t("edit.addMultiplier")}</Button>}
    >
      <div className={styles.cards}>
        {rule.multipliers.map((item, index) => (
          <NamedCard
            key={item.id}
            name={item.name}
            onName={(name) => put(index, { ...item, name })}
            onRemove={() => put(index)}
            beside={
              <Field label={t("edit.rate")} wrong={wrong(`multipliers[${index}].rate_bps`)}>
                <RateInput
                  label={t("edit.rate")}
                  value={item.rate_bps}
                  onChange={(rate_bps) => put(index, { ...item, rate_bps })}
                />
              </Field>
            }
          >
            <WhenFields
              when={item.when}
              choices={choices}
              wrong={(path) => wrong(`multipliers[${index}].when.${path}`)}
              onChange={(when) => put(index, { ...item, when })}
            />
            <GoodsFields
              goods={item.on}
              placeholder={t("edit.all")}
              onChange={(on) => put(index, { ...item, on })}
            />
            <Checkbox
              checked={item.paid === "stored_value"}
              onChange={({ target }) => {
                const { paid: _, ...whatever } = item;
                put(index, target.checked ? { ...item, paid: "stored_value" } : whatever);
              }}
            >
              {t("edit.byStoredValue")}
            </Checkbox>
          </NamedCard>
        ))}
        <div className={styles.fields}>
          <Field label={t("edit.combine")}>
            <Radio.Group
              value={rule.combine}
              onChange={({ target }) => onChange({ ...rule, combine: target.value })}
            >
              <Radio value="multiply">{t("edit.multiply")}</Radio>
              <Radio value="highest">{t("edit.highest")}</Radio>
            </Radio.Group>
          </Field>
          <Field label={t("edit.maxRate")} wrong={wrong("max_rate_bps")}>
            <RateInput
              label={t("edit.maxRate")}
              value={rule.max_rate_bps}
              onChange={(max_rate_bps) => onChange({ ...rule, max_rate_bps })}
            />
          </Field>
        </div>
      </div>
    </Panel>
  );
}

/** Bonuses: so many points for an order, once. */
export function Bonuses({ rule, choices, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("program");
  const put = (index: number, item?: Rule["bonuses"][number]) =>
    onChange({ ...rule, bonuses: replaced(rule.bonuses, index, item) });
  const add = () => {
    const fresh = { id: freshId(rule, "bonus"), name: {}, points: 100, min_paid: 0, when: {} };
    onChange({ ...rule, bonuses: [...rule.bonuses, fresh] });
  };
  return (
    <Panel title={t("edit.bonuses")} extra={<Button onClick={add}>{t("edit.addBonus")}</Button>}>
      <div className={styles.cards}>
        {rule.bonuses.map((item, index) => (
          <NamedCard
            key={item.id}
            name={item.name}
            onName={(name) => put(index, { ...item, name })}
            onRemove={() => put(index)}
            beside={
              <>
                <Field label={t("edit.points")} wrong={wrong(`bonuses[${index}].points`)}>
                  <CountInput
                    label={t("edit.points")}
                    value={item.points}
                    onChange={(points) => put(index, { ...item, points })}
                  />
                </Field>
                <Field label={t("edit.minPaid")}>
                  <MoneyInput
                    label={t("edit.minPaid")}
                    exponent={choices.exponent}
                    suffix={choices.currency}
                    value={item.min_paid}
                    onChange={(min_paid) => put(index, { ...item, min_paid })}
                  />
                </Field>
              </>
            }
          >
            <WhenFields
              when={item.when}
              choices={choices}
              wrong={(path) => wrong(`bonuses[${index}].when.${path}`)}
              onChange={(when) => put(index, { ...item, when })}
            />
          </NamedCard>
        ))}
      </div>
    </Panel>
  );
}
