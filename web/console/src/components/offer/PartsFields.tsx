import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../rule/Field";
import { CountInput } from "../rule/Numbers";
import styles from "../rule/rule.module.css";
import { GoodsFields } from "../terms/GoodsFields";
import { type Benefit, type OfferProps, offerOf } from "./offer";

type Part = NonNullable<Benefit["parts"]>[number];

/** Goods of their own: of a bundle, or what is got, given or added. */
export function PartsFields(props: OfferProps & { readonly many: boolean }) {
  const { offer, goods, wrong, many } = props;
  const { t } = useTranslation("terms");
  const { benefit } = offer;
  const { kind, parts = [] } = benefit;
  const setOffer = offerOf(props);
  const set = (next: Part[]) => {
    const { parts: _, ...rest } = benefit;
    setOffer({ benefit: next.length > 0 ? { ...rest, parts: next } : rest });
  };
  const put = (at: number, change: Partial<Part>) =>
    set(parts.map((part, index) => (index === at ? { ...part, ...change } : part)));
  const counted = kind === "bundle_price" || kind === "gift";
  return (
    <div className={styles.cards}>
      {kind === "buy_get" && <p className={styles.quiet}>{t("parts.sameGoods")}</p>}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
        <div className={styles.card} key={at}>
          <GoodsFields
            goods={part.goods}
            of={t("parts.part", { number: at + 1 })}
            placeholder={t("parts.choose")}
            choices={goods}
            wrong={(name) =>
              wrong(`benefit.parts[${at}].goods.${name}`) ??
              (name === "categories" ? wrong(`benefit.parts[${at}].goods`) : undefined)
            }
            onChange={(next) => put(at, { goods: next })}
          />
          <div className={styles.row}>
            {counted && (
              <Field label={t("parts.quantity")} wrong={wrong(`benefit.parts[${at}].quantity`)}>
                <CountInput
                  label={t("parts.quantityOf", { number: at + 1 })}
                  value={part.quantity}
                  onChange={(quantity) => put(at, { quantity })}
                />
              </Field>
            )}
            {(parts.length > 1 || kind === "buy_get") && (
              <Button
                size="small"
                danger
                onClick={() => set(parts.filter((_, index) => index !== at))}
              >
                {t("parts.remove", { number: at + 1 })}
              </Button>
            )}
          </div>
        </div>
      ))}
      {wrong("benefit.parts") && (
        <span className={styles.wrong} role="alert">
          {wrong("benefit.parts")}
        </span>
      )}
      {(many || parts.length === 0) && (
        <div>
          <Button
            size="small"
            disabled={parts.length >= 20}
            onClick={() => set([...parts, { goods: {}, quantity: 1 }])}
          >
            {t("parts.add")}
          </Button>
        </div>
      )}
    </div>
  );
}
