import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../Page";
import { Field } from "../rule/Field";
import { CountInput, MoneyInput } from "../rule/Numbers";
import styles from "../rule/rule.module.css";
import { type Kind, kinds } from "./kinds";
import { type Benefit, type OfferProps, offerOf, reads, withKind } from "./offer";
import { PartsFields } from "./PartsFields";
import { ThresholdFields } from "./ThresholdFields";

/** What an offer takes off: its kind, and what that kind reads. */
export function BenefitFields(props: OfferProps) {
  const { offer, choices, wrong, onChange } = props;
  const { t } = useTranslation("terms");
  const { benefit } = offer;
  const kind = benefit.kind as Kind;
  const read = reads[kind];
  const setOffer = offerOf(props);
  const set = (change: Partial<Benefit>) => setOffer({ benefit: { ...benefit, ...change } });
  const wrongIn = (name: string) => wrong(`benefit.${name}`);
  const money = (name: "amount" | "cap", label: string) => (
    <Field label={label} wrong={wrongIn(name)}>
      <MoneyInput
        label={label}
        exponent={choices.exponent}
        suffix={choices.currency}
        value={benefit[name] ?? 0}
        onChange={(value) => set({ [name]: value })}
      />
    </Field>
  );
  const count = (name: "nth" | "buy" | "get" | "times", label: string) => (
    <Field label={label} wrong={wrongIn(name)}>
      <CountInput
        label={label}
        value={benefit[name] ?? 0}
        onChange={(value) => set({ [name]: value })}
      />
    </Field>
  );
  return (
    <Panel title={t("benefit.title")}>
      <div className={styles.cards}>
        <div className={styles.fields}>
          <Field label={t("benefit.kind")} wrong={wrongIn("kind")}>
            <Select
              aria-label={t("benefit.kind")}
              value={kind}
              popupMatchSelectWidth={false}
              options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next: Kind) => onChange(withKind(offer, next, 10 ** choices.exponent))}
            />
          </Field>
          {read.amount && money("amount", t(`benefit.amounts.${amountWord(kind)}`))}
          {kind === "nth_piece" && count("nth", t("benefit.nth"))}
          {kind === "buy_get" && count("buy", t("benefit.buy"))}
          {kind === "buy_get" && count("get", t("benefit.get"))}
          {read.rate && (
            <Field label={t("benefit.rate")} wrong={wrongIn("rate_bps")}>
              <InputNumber<number>
                aria-label={t("benefit.rate")}
                min={0}
                max={100}
                precision={2}
                suffix="%"
                style={{ width: "100%" }}
                value={(benefit.rate_bps ?? 0) / 100}
                onChange={(percent) => set({ rate_bps: Math.round((percent ?? 0) * 100) })}
              />
            </Field>
          )}
        </div>
        {read.parts && <PartsFields {...props} many={read.parts === "many"} />}
        {read.threshold && <ThresholdFields {...props} />}
        {read.every && (
          <Checkbox
            checked={benefit.every ?? false}
            onChange={({ target }) => set({ every: target.checked })}
          >
            {t("benefit.every")}
          </Checkbox>
        )}
        {wrongIn("every") && (
          <span className={styles.wrong} role="alert">
            {wrongIn("every")}
          </span>
        )}
        <div className={styles.fields}>
          {read.times && count("times", t("benefit.times"))}
          {money("cap", t("benefit.cap"))}
        </div>
      </div>
    </Panel>
  );
}

/** How the amount of a kind is called. */
function amountWord(kind: Kind) {
  switch (kind) {
    case "fixed_price":
    case "bundle_price":
    case "add_on":
    case "delivery":
    case "exchange":
      return kind;
    default:
      return "amount_off";
  }
}
