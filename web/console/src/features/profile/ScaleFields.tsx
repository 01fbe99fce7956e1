import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./profile.module.css";
import { freshSteps, replaced, type Scale } from "./rule";
import { useUnit } from "./unit";
import { ValueInput } from "./ValueInput";

interface ScaleFieldsProps {
  readonly of: "recency" | "frequency" | "monetary";
  readonly scale: Scale;
  readonly currency: string;
  readonly wrong: string | undefined;
  readonly onChange: (scale: Scale) => void;
}

const measured = { recency: "recency", frequency: "orders", monetary: "spend" } as const;

/** How one measure is scored: by quantile, or from where the scores 2 to 5 begin. */
export function ScaleFields({ of, scale, currency, wrong, onChange }: ScaleFieldsProps) {
  const { t } = useTranslation("profile");
  const unit = useUnit(currency);
  const steps = scale.steps ?? [];
  return (
    <div className={styles.row}>
      <strong>{t(`editor.scale.${of}`)}</strong>
      <Segmented
        aria-label={t(`editor.scale.${of}`)}
        value={scale.by}
        options={[
          { value: "quantile", label: t("editor.quantile") },
          { value: "threshold", label: t("editor.threshold") },
        ]}
        onChange={(by) =>
          onChange(by === "threshold" ? { by, steps: [...freshSteps[of]] } : { by })
        }
      />
      {steps.map((step, index) => (
        <ValueInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          key={index}
          of={measured[of]}
          currency={currency}
          label={t("editor.stepFrom", { score: index + 2 })}
          unit={unit(measured[of])}
          value={step}
          onChange={(value) => onChange({ ...scale, steps: replaced(steps, index, value ?? 0) })}
        />
      ))}
      {wrong && (
        <span className={styles.wrong} role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
