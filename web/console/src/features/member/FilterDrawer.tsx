import { Drawer, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import {
  type Choice,
  choices,
  type DayBound,
  days,
  type MemberWish,
  textOfValues,
  valuesOf,
} from "./filter";
import styles from "./member.module.css";
import type { FilterOptions } from "./options";

interface FilterDrawerProps {
  readonly open: boolean;
  readonly wish: MemberWish;
  readonly options: FilterOptions;
  readonly onChange: (wish: MemberWish) => void;
  readonly onClose: () => void;
}

/** Everything a list can be narrowed by; what is chosen holds at once. */
export function FilterDrawer({ open, wish, options, onChange, onClose }: FilterDrawerProps) {
  const { t } = useTranslation("member");
  return (
    <Drawer open={open} onClose={onClose} title={t("filter.open")} size={400} destroyOnHidden>
      <Form layout="vertical" className={styles.drawer}>
        {choices.map((key) => (
          <ChoiceField
            key={key}
            name={key}
            chosen={valuesOf(wish[key])}
            options={options}
            onChange={(values) => onChange({ ...wish, [key]: textOfValues(values) })}
          />
        ))}
        {days.map((key) => (
          <DayField
            key={key}
            name={key}
            day={wish[key]}
            onChange={(day) => onChange({ ...wish, [key]: day })}
          />
        ))}
      </Form>
    </Drawer>
  );
}

interface ChoiceFieldProps {
  readonly name: Choice;
  readonly chosen: string[];
  readonly options: FilterOptions;
  readonly onChange: (values: string[]) => void;
}

/** A choice of several values. One that has no list is typed, like a label. */
function ChoiceField({ name, chosen, options, onChange }: ChoiceFieldProps) {
  const { t } = useTranslation("member");
  const list = options[name];
  if (!list) return null;
  return (
    <Form.Item label={t(`filter.by.${name}`)} htmlFor={`filter-${name}`}>
      <Select
        id={`filter-${name}`}
        mode={list.length > 0 && name !== "label" ? "multiple" : "tags"}
        allowClear
        placeholder={t(list.length > 0 && name !== "label" ? "filter.any" : "filter.typed")}
        value={chosen}
        tokenSeparators={[",", "，"]}
        optionFilterProp="label"
        options={list.map(({ value, label }) => ({ value, label }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}

interface DayFieldProps {
  readonly name: DayBound;
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function DayField({ name, day, onChange }: DayFieldProps) {
  const { t } = useTranslation("member");
  return (
    <Form.Item label={t(`filter.by.${name}`)} htmlFor={`filter-${name}`}>
      <Input
        id={`filter-${name}`}
        type="date"
        value={day ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </Form.Item>
  );
}
