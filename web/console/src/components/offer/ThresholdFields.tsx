import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../rule/Field";
import { CountInput, MoneyInput } from "../rule/Numbers";
import styles from "../rule/rule.module.css";
import { type Offer, type OfferProps, offerOf } from "./offer";

type Threshold = Offer["threshold"];

/** What must be in the basket, in money, in pieces, or both. */
export function ThresholdFields(props: OfferProps) {
  const { offer, choices, wrong } = props;
  const { t } = useTranslation("terms");
  const { threshold } = offer;
  const setOffer = offerOf(props);
  const set = (change: Partial<Threshold>) => setOffer({ threshold: { ...threshold, ...change } });
  return (
    <div className={styles.fields}>
      <Field label={t("threshold.amount")} wrong={wrong("threshold.amount") ?? wrong("threshold")}>
        <MoneyInput
          label={t("threshold.amount")}
          exponent={choices.exponent}
          suffix={choices.currency}
          value={threshold.amount ?? 0}
          onChange={(amount) => set({ amount })}
        />
      </Field>
      <Field label={t("threshold.pieces")} wrong={wrong("threshold.pieces")}>
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
