import { MinusCircleOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./profile.module.css";
import { bounded, type Condition, measures } from "./rule";
import { useUnit } from "./unit";
import { ValueInput } from "./ValueInput";

interface ConditionFieldsProps {
  readonly condition: Condition;
  readonly currency: string;
  readonly wrong: string | undefined;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One condition: what is looked at, and its bounds. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { condition, currency, wrong, onChange, onRemove } = props;
  const { t } = useTranslation("profile");
  const unit = useUnit(currency)(condition.of);
  const bound = (which: "min" | "max") => (
    <ValueInput
      of={condition.of}
      currency={currency}
      label={t(`editor.${which}`)}
      unit={unit}
      value={condition[which] ?? null}
      onChange={(value) => onChange(bounded(condition, which, value))}
    />
  );
  return (
    <div className={styles.row}>
      <Select
        className={styles.measure}
        aria-label={t("editor.measure")}
        value={condition.of}
        options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
        // What one measure was bounded by says nothing of another.
        onChange={(of) => onChange({ of, min: 1 })}
      />
      {bound("min")}
      {bound("max")}
      {onRemove && (
        <Button
          type="text"
          icon={<MinusCircleOutlined />}
          aria-label={t("editor.removeCondition")}
          onClick={onRemove}
        />
      )}
      {wrong && (
        <span className={styles.wrong} role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
