import { exponentOf } from "@habitue/kit/format/money";
import { InputNumber } from "antd";
import styles from "./profile.module.css";
import { isMoney } from "./rule";

interface ValueInputProps {
  readonly of: string;
  readonly currency: string;
  readonly label: string;
  readonly unit?: string | undefined;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A whole number of days, times or points of a score; money in major units, kept in minor ones. */
export function ValueInput({ of, currency, label, unit, value, onChange }: ValueInputProps) {
  const digits = isMoney(of) ? exponentOf(currency) : 0;
  const one = 10 ** digits;
  return (
    <InputNumber<number>
      className={styles.number}
      aria-label={label}
      placeholder={label}
      min={0}
      precision={digits}
      value={value === null ? null : value / one}
      suffix={unit}
      onChange={(entered) => onChange(entered === null ? null : Math.round(entered * one))}
    />
  );
}
