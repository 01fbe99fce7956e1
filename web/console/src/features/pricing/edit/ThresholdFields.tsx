import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import { CountInput, MoneyInput } from "../../../components/rule/Numbers";
import styles from "../../../components/rule/rule.module.css";
import type { Rule } from "../api/promotions";
import { offerOf, type PartProps } from "./fields";

type Threshold = Rule["offer"]["threshold"];

/** What must be in the basket, in money, in pieces, or both. */
export function ThresholdFields(props: PartProps) {
  const { rule, choices, wrong } = props;
  const { t } = useTranslation("pricing");
  const { threshold } = rule.offer;
  const setOffer = offerOf(props);
  const set = (change: Partial<Threshold>) => setOffer({ threshold: { ...threshold, ...change } });
  return (
    <div className={styles.fields}>
      <Field
        label={t("threshold.amount")}
        wrong={wrong("offer.threshold.amount") ?? wrong("offer.threshold")}
      >
        <MoneyInput
          label={t("threshold.amount")}
          exponent={choices.exponent}
          suffix={choices.currency}
          value={threshold.amount ?? 0}
          onChange={(amount) => set({ amount })}
        />
      </Field>
      <Field label={t("threshold.pieces")} wrong={wrong("offer.threshold.pieces")}>
        <CountInput
          label={t("threshold.pieces")}
          value={threshold.pieces ?? 0}
          onChange={(pieces) => set({ pieces })}
        />
      </Field>
      {(threshold.amount ?? 0) > 0 && (
        <Field label={t("threshold.of")}>
          <Select
            aria-label={t("threshold.of")}
            value={threshold.of || "after"}
            options={(["after", "before"] as const).map((value) => ({
              value,
              label: t(`threshold.${value}`),
            }))}
            onChange={(of) => set({ of })}
          />
        </Field>
      )}
    </div>
  );
}
