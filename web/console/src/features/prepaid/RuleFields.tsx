import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Radio, Space, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import { CountInput, MoneyInput } from "../../components/rule/Numbers";
import type { Rule, Tier } from "./api/rule";
import { CouponFields } from "./CouponFields";
import styles from "./prepaid.module.css";

export interface RuleFieldsProps {
  readonly rule: Rule;
  readonly currency: string;
  readonly exponent: number;
  /** What the server says is wrong with a part, by its path. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (rule: Rule) => void;
}

const draws = ["pro_rata", "principal_first", "bonus_first"] as const;

/** What is offered: pay so much, get so much on top. */
export function TierFields(props: RuleFieldsProps) {
  const { t } = useTranslation("prepaid");
  const { rule, exponent, wrong, onChange } = props;
  const tiers = rule.tiers ?? [];
  const last = tiers.at(-1)?.pay ?? 0;
  const change = (at: number, tier: Tier) =>
    onChange({ ...rule, tiers: tiers.map((one, index) => (index === at ? tier : one)) });
  return (
    <Panel
      title={t("rule.tiers")}
      extra={
        <Space>
          {rule.off ? t("rule.off") : t("rule.sold")}
          <Switch
            checked={!rule.off}
            aria-label={t("rule.sold")}
            onChange={(on) => onChange({ ...rule, off: !on })}
          />
        </Space>
      }
    >
      <div className={styles.tiers}>
        {wrong("tiers") && <span role="alert">{wrong("tiers")}</span>}
        {tiers.map((tier, index) => (
          <OneTier
            // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
            key={index}
            {...props}
            tier={tier}
            wrong={(path) => wrong(`tiers[${index}].${path}`)}
            onTier={(changed) => change(index, changed)}
            onRemove={() => onChange({ ...rule, tiers: tiers.filter((_, at) => at !== index) })}
          />
        ))}
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              onChange({
                ...rule,
                tiers: [...tiers, { pay: last + 100 * 10 ** exponent, bonus: 0 }],
              })
            }
          >
            {t("rule.addTier")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

interface OneTierProps extends RuleFieldsProps {
  readonly tier: Tier;
  readonly onTier: (tier: Tier) => void;
  readonly onRemove: () => void;
}

function OneTier({ tier, currency, exponent, wrong, onTier, onRemove }: OneTierProps) {
  const { t } = useTranslation("prepaid");
  return (
    <div>
      <div className={styles.tier}>
        {(["pay", "bonus"] as const).map((part) => (
          <Field key={part} label={t(`rule.${part}`)} wrong={wrong(part)}>
            <MoneyInput
              label={t(`rule.${part}`)}
              exponent={exponent}
              suffix={currency}
              value={tier[part]}
              onChange={(amount) => onTier({ ...tier, [part]: amount })}
            />
          </Field>
        ))}
        <Field label={t("rule.times")} wrong={wrong("times")}>
          <CountInput
            label={t("rule.times")}
            value={tier.times ?? 0}
            onChange={(times) => onTier({ ...tier, times })}
          />
        </Field>
        <Field label={t("rule.label")} wrong={wrong("label")}>
          <Input
            aria-label={t("rule.label")}
            value={tier.label ?? ""}
            maxLength={60}
            onChange={({ target }) => onTier({ ...tier, label: target.value })}
          />
        </Field>
        <Button
          icon={<DeleteOutlined />}
          aria-label={t("rule.removeTier")}
          title={t("rule.removeTier")}
          onClick={onRemove}
        />
      </div>
      <CouponFields tier={tier} wrong={wrong} onTier={onTier} />
    </div>
  );
}

/** Out of what it is drawn, how it is given back, and the limits. */
export function TermFields({ rule, currency, exponent, wrong, onChange }: RuleFieldsProps) {
  const { t } = useTranslation("prepaid");
  const { most, giving } = rule;
  return (
    <>
      <Panel title={t("rule.terms")}>
        <div className={styles.tiers}>
          <Radio.Group
            vertical
            aria-label={t("rule.draw")}
            value={rule.draw}
            onChange={({ target }) => onChange({ ...rule, draw: target.value })}
            options={draws.map((value) => ({ value, label: t(`draw.${value}`) }))}
          />
          <div className={styles.fields}>
            <Field label={t("rule.cooling")} wrong={wrong("cooling_days")}>
              <CountInput
                label={t("rule.cooling")}
                suffix={t("rule.days")}
                value={rule.cooling_days}
                onChange={(cooling_days) => onChange({ ...rule, cooling_days })}
              />
            </Field>
            {(["named", "unnamed"] as const).map((part) => (
              <Field key={part} label={t(`rule.${part}`)} wrong={wrong(`most.${part}`)}>
                <MoneyInput
                  label={t(`rule.${part}`)}
                  exponent={exponent}
                  suffix={currency}
                  value={most[part]}
                  onChange={(amount) => onChange({ ...rule, most: { ...most, [part]: amount } })}
                />
              </Field>
            ))}
          </div>
        </div>
      </Panel>
      <Panel
        title={t("rule.giving")}
        extra={
          <Switch
            checked={!giving.off}
            aria-label={t("rule.giving")}
            onChange={(on) => onChange({ ...rule, giving: { ...giving, off: !on } })}
          />
        }
      >
        <div className={styles.fields}>
          {(["step", "day"] as const).map((part) => (
            <Field key={part} label={t(`rule.${part}`)} wrong={wrong(`giving.${part}`)}>
              <MoneyInput
                label={t(`rule.${part}`)}
                exponent={exponent}
                suffix={currency}
                value={giving[part]}
                onChange={(amount) => onChange({ ...rule, giving: { ...giving, [part]: amount } })}
              />
            </Field>
          ))}
        </div>
      </Panel>
    </>
  );
}
