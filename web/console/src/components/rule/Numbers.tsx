import { InputNumber } from "antd";

interface NumberProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly label: string;
  readonly suffix?: string;
}

const one = 10_000;

/** withoutTail drops the zeros at the end of a fraction, and only those: 10 stays 10. */
export function withoutTail(shown: string): string {
  return shown.includes(".") ? shown.replace(/\.?0+$/, "") : shown;
}

/** A rate: shown as a factor, kept in basis points. */
export function RateInput({ value, onChange, label, suffix }: NumberProps) {
  return (
    <InputNumber<number>
      aria-label={label}
      value={value / one}
      min={0}
      max={100}
      step={0.5}
      precision={4}
      formatter={(shown) => withoutTail(String(shown ?? ""))}
      suffix={suffix}
      style={{ width: "100%" }}
      onChange={(factor) => onChange(Math.round((factor ?? 0) * one))}
    />
  );
}

/** A whole number from zero up. */
export function CountInput({ value, onChange, label, suffix }: NumberProps) {
  return (
    <InputNumber<number>
      aria-label={label}
      value={value}
      min={0}
      precision={0}
      suffix={suffix}
      style={{ width: "100%" }}
      onChange={(count) => onChange(count ?? 0)}
    />
  );
}

/** Money: shown in the major unit, kept in the minor one. */
export function MoneyInput({ exponent, ...props }: NumberProps & { readonly exponent: number }) {
  const { value, onChange, label, suffix } = props;
  const unit = 10 ** exponent;
  return (
    <InputNumber<number>
      aria-label={label}
      value={value / unit}
      min={0}
      precision={exponent}
      suffix={suffix}
      style={{ width: "100%" }}
      onChange={(amount) => onChange(Math.round((amount ?? 0) * unit))}
    />
  );
}
