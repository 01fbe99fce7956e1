import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import { CountInput, MoneyInput } from "../../components/rule/Numbers";
import styles from "../../components/rule/rule.module.css";
import type { TermsProps } from "./TermsFields";
import { freshBenefit, hasThreshold, kinds } from "./terms";

/** What a coupon takes off, and from what on. */
export function BenefitFields({ terms, money, wrong, onChange }: TermsProps) {
  const { t } = useTranslation("coupon");
  const { offer } = terms;
  const { benefit, threshold } = offer;
  const unit = 10 ** money.exponent;
  const set = (change: Partial<typeof offer>) =>
    onChange({ ...terms, offer: { ...offer, ...change } });
  const setBenefit = (change: Partial<typeof benefit>) =>
    set({ benefit: { ...benefit, ...change } });
  const amount = (label: string) => (
    <Field label={label} wrong={wrong("offer.benefit.amount")}>
      <MoneyInput
        label={label}
        exponent={money.exponent}
        suffix={money.currency}
        value={benefit.amount ?? 0}
        onChange={(value) => setBenefit({ amount: value })}
      />
    </Field>
  );
  const rate = (
    <Field label={t("benefit.rate")} wrong={wrong("offer.benefit.rate_bps")}>
      <InputNumber<number>
        aria-label={t("benefit.rate")}
        min={0}
        max={100}
        precision={2}
        suffix="%"
        style={{ width: "100%" }}
        value={(benefit.rate_bps ?? 0) / 100}
        onChange={(percent) => setBenefit({ rate_bps: Math.round((percent ?? 0) * 100) })}
      />
    </Field>
  );
  const { kind } = benefit;
  const gift = benefit.parts?.[0];
  return (
    <Panel title={t("benefit.title")}>
      <div className={styles.cards}>
        <div className={styles.fields}>
          <Field label={t("benefit.kind")} wrong={wrong("offer.benefit.kind")}>
            <Select
              aria-label={t("benefit.kind")}
              value={kind}
              options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next: string) =>
                set({
                  benefit: freshBenefit(next, unit),
                  threshold: hasThreshold(next) ? threshold : {},
                })
              }
            />
          </Field>
          {kind === "amount_off" && amount(t("benefit.off"))}
          {kind === "fixed_price" && amount(t("benefit.price"))}
          {kind === "delivery" && amount(t("benefit.delivery"))}
          {kind === "exchange" && amount(t("benefit.exchange"))}
          {(kind === "percent_off" || kind === "nth_piece") && rate}
          {kind === "nth_piece" && (
            <Field label={t("benefit.nth")} wrong={wrong("offer.benefit.nth")}>
              <CountInput
                label={t("benefit.nth")}
                value={benefit.nth ?? 2}
                onChange={(nth) => setBenefit({ nth })}
              />
            </Field>
          )}
          {kind === "gift" && gift && (
            <Field
              label={t("benefit.gift")}
              wrong={wrong("offer.benefit.parts[0].goods") ?? wrong("offer.benefit.parts")}
            >
              <Select
                mode="tags"
                open={false}
                aria-label={t("benefit.gift")}
                value={gift.goods.articles ?? []}
                onChange={(articles: string[]) =>
                  setBenefit({ parts: [{ ...gift, goods: { articles } }] })
                }
              />
            </Field>
          )}
          {kind === "percent_off" && (
            <Field label={t("benefit.cap")} wrong={wrong("offer.benefit.cap")}>
              <MoneyInput
                label={t("benefit.cap")}
                exponent={money.exponent}
                suffix={money.currency}
                value={benefit.cap ?? 0}
                onChange={(cap) => setBenefit({ cap })}
              />
            </Field>
          )}
          {hasThreshold(kind) && (
            <Field
              label={t("benefit.threshold")}
              wrong={wrong("offer.threshold.amount") ?? wrong("offer.threshold")}
            >
              <MoneyInput
                label={t("benefit.threshold")}
                exponent={money.exponent}
                suffix={money.currency}
                value={threshold.amount ?? 0}
                onChange={(value) => set({ threshold: { ...threshold, amount: value } })}
              />
            </Field>
          )}
        </div>
        {(kind === "amount_off" || kind === "gift") && (
          <Checkbox
            checked={benefit.every ?? false}
            onChange={({ target }) => setBenefit({ every: target.checked })}
          >
            {t("benefit.every")}
          </Checkbox>
        )}
      </div>
    </Panel>
  );
}
