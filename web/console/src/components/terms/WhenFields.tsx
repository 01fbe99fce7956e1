import { Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../rule/Field";
import { CountInput } from "../rule/Numbers";
import styles from "../rule/rule.module.css";
import { HoursFields } from "./HoursFields";
import { type Choices, type When, without } from "./terms";

interface WhenFieldsProps {
  readonly when: When;
  readonly choices: Choices;
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (when: When) => void;
}

const monthDays = Array.from({ length: 31 }, (_, index) => index + 1);
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const birthdays = ["day", "week", "month"] as const;
const festivals = [
  "spring_festival",
  "lantern",
  "dragon_boat",
  "qixi",
  "mid_autumn",
  "double_ninth",
] as const;

/** On whom, where and when something holds; what is left empty asks for nothing. */
export function WhenFields({ when, choices, wrong, onChange }: WhenFieldsProps) {
  const { t } = useTranslation("terms");
  const set = (part: Partial<When>) => onChange(without({ ...when, ...part }));
  const many = (name: "levels" | "stores" | "channels") => (
    <Field label={t(`${name}`)}>
      <Select
        mode="multiple"
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t(`${name}`)}
        placeholder={t("any")}
        value={when[name] ?? []}
        options={[...choices[name]]}
        onChange={(list: string[]) => set({ [name]: list })}
      />
    </Field>
  );
  return (
    <div className={styles.fields}>
      {many("levels")}
      <Field label={t("labels")}>
        <Select
          mode="tags"
          allowClear
          tokenSeparators={[","]}
          aria-label={t("labels")}
          placeholder={t("any")}
          notFoundContent={t("labelsNone")}
          options={choices.labels.map((value) => ({ value, label: value }))}
          value={when.labels ?? []}
          onChange={(labels: string[]) => set({ labels })}
        />
      </Field>
      {many("stores")}
      {many("channels")}
      <Field label={t("monthDays")} wrong={wrong("month_days")}>
        <Select
          mode="multiple"
          allowClear
          aria-label={t("monthDays")}
          placeholder={t("any")}
          value={when.month_days ?? []}
          options={monthDays.map((value) => ({ value, label: t("monthDay", { day: value }) }))}
          onChange={(days: number[]) => set({ month_days: [...days].sort((a, b) => a - b) })}
        />
      </Field>
      <Field label={t("weekdays")} wrong={wrong("weekdays")}>
        <Select
          mode="multiple"
          allowClear
          aria-label={t("weekdays")}
          placeholder={t("any")}
          value={when.weekdays ?? []}
          options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
          onChange={(days: number[]) => set({ weekdays: [...days].sort() })}
        />
      </Field>
      <Field label={t("from")} wrong={wrong("from")}>
        <Input
          type="date"
          value={when.from ?? ""}
          onChange={({ target }) => set({ from: target.value })}
        />
      </Field>
      <Field label={t("until")} wrong={wrong("until")}>
        <Input
          type="date"
          value={when.until ?? ""}
          onChange={({ target }) => set({ until: target.value })}
        />
      </Field>
      <Field label={t("birthday")} wrong={wrong("birthday")}>
        <Select
          allowClear
          aria-label={t("birthday")}
          placeholder={t("any")}
          value={when.birthday || undefined}
          options={birthdays.map((value) => ({ value, label: t(`birthdays.${value}`) }))}
          onChange={(birthday?: string) => set({ birthday: birthday ?? "" })}
        />
      </Field>
      <Field label={t("festival")} wrong={wrong("festival")}>
        <Select
          allowClear
          aria-label={t("festival")}
          placeholder={t("any")}
          value={when.festival || undefined}
          options={festivals.map((value) => ({ value, label: t(`festivals.${value}`) }))}
          onChange={(festival?: string) =>
            set(festival ? { festival } : { festival: "", days_before: 0, days_after: 0 })
          }
        />
      </Field>
      {when.festival && (
        <>
          <Field label={t("before")} wrong={wrong("days_before")}>
            <CountInput
              label={t("before")}
              value={when.days_before ?? 0}
              onChange={(days_before) => set({ days_before })}
            />
          </Field>
          <Field label={t("after")}>
            <CountInput
              label={t("after")}
              value={when.days_after ?? 0}
              onChange={(days_after) => set({ days_after })}
            />
          </Field>
        </>
      )}
      <HoursFields
        hours={when.hours ?? []}
        wrong={wrong("hours")}
        onChange={(hours) => set({ hours })}
      />
      <Checkbox
        checked={when.first_order ?? false}
        onChange={({ target }) => set({ first_order: target.checked })}
      >
        {t("firstOrder")}
      </Checkbox>
    </div>
  );
}
