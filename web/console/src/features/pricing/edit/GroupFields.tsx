import { Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import { MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import { without } from "../../../components/terms/terms";
import { freshGroup, type GroupBuy } from "../rule";
import type { PartProps } from "./fields";

const units = { minutes: 1, hours: 60, days: 24 * 60 } as const;
type Unit = keyof typeof units;

/** unitOf is the largest in which a time is a whole number. */
function unitOf(minutes: number): Unit {
  const isWhole = (unit: Unit) => minutes > 0 && minutes % units[unit] === 0;
  return isWhole("days") ? "days" : isWhole("hours") ? "hours" : "minutes";
}

/** Whether a promotion is had together only, and how. */
export function GroupFields(props: PartProps) {
  const { rule, onChange } = props;
  const { t } = useTranslation("pricing");
  const { group, ...alone } = rule;
  return (
    <Panel title={t("group.title")}>
      <div className={styles.cards}>
        <Checkbox
          checked={group !== undefined}
          onChange={({ target }) =>
            onChange(target.checked ? { ...rule, group: freshGroup } : alone)
          }
        >
          {t("group.only")}
        </Checkbox>
        {group && <Together {...props} group={group} />}
      </div>
    </Panel>
  );
}

/** How many, within how long, and who may. */
function Together(props: PartProps & { readonly group: GroupBuy }) {
  const { rule, group, choices, wrong, onChange } = props;
  const { t } = useTranslation("pricing");
  const [unit, setUnit] = useState<Unit>(() => unitOf(group.minutes));
  const set = (change: Partial<GroupBuy>) => {
    const { size, minutes, ...rest } = { ...group, ...change };
    onChange({ ...rule, group: { size, minutes, ...without(rest) } });
  };
  const isPrice = rule.offer.benefit.kind === "fixed_price";
  return (
    <>
      <div className={styles.fields}>
        <Field label={t("group.size")} wrong={wrong("group.size")}>
          <InputNumber<number>
            aria-label={t("group.size")}
            min={2}
            max={50}
            precision={0}
            style={{ width: "100%" }}
            value={group.size}
            onChange={(size) => set({ size: size ?? 2 })}
          />
        </Field>
        <Field label={t("group.within")} wrong={wrong("group.minutes")}>
          <InputNumber<number>
            aria-label={t("group.within")}
            min={1}
            precision={0}
            style={{ width: "100%" }}
            value={group.minutes / units[unit]}
            onChange={(count) => set({ minutes: (count ?? 1) * units[unit] })}
          />
        </Field>
        <Field label={t("group.unit")}>
          <Select
            aria-label={t("group.unit")}
            value={unit}
            options={(Object.keys(units) as Unit[]).map((value) => ({
              value,
              label: t(`group.units.${value}`),
            }))}
            onChange={(next) => {
              setUnit(next);
              set({
                minutes: Math.max(1, Math.round(group.minutes / units[next])) * units[next],
              });
            }}
          />
        </Field>
        {isPrice ? (
          <Field label={t("group.openerAmount")} wrong={wrong("group.opener_amount")}>
            <MoneyInput
              label={t("group.openerAmount")}
              exponent={choices.exponent}
              suffix={choices.currency}
              value={group.opener_amount ?? 0}
              onChange={(opener_amount) => set({ opener_amount })}
            />
          </Field>
        ) : (
          <Field label={t("group.openerRate")} wrong={wrong("group.opener_rate_bps")}>
            <InputNumber<number>
              aria-label={t("group.openerRate")}
              min={0}
              max={100}
              precision={2}
              suffix="%"
              style={{ width: "100%" }}
              value={(group.opener_rate_bps ?? 0) / 100}
              onChange={(percent) => set({ opener_rate_bps: Math.round((percent ?? 0) * 100) })}
            />
          </Field>
        )}
      </div>
      <Checkbox
        checked={group.one_at_once ?? false}
        onChange={({ target }) => set({ one_at_once: target.checked })}
      >
        {t("group.oneAtOnce")}
      </Checkbox>
      <Checkbox
        checked={group.new_members_only ?? false}
        onChange={({ target }) => set({ new_members_only: target.checked })}
      >
        {t("group.newOnly")}
      </Checkbox>
      <p className={styles.quiet}>{t("group.help")}</p>
    </>
  );
}
