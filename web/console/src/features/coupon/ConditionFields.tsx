import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import type { Terms } from "./api/templates";
import type { TermsProps } from "./TermsFields";

/** Codes as somebody types them; an empty list says nothing. */
function listed<K extends string>(key: K, codes: string[]): Partial<Record<K, string[]>> {
  return codes.length > 0 ? ({ [key]: codes } as Record<K, string[]>) : {};
}

/** For whom, where and when a coupon is meant. */
export function Conditions({ terms, onChange }: TermsProps) {
  const { t } = useTranslation("coupon");
  const { offer } = terms;
  const setOffer = (change: Partial<Terms["offer"]>) =>
    onChange({ ...terms, offer: { ...offer, ...change } });
  const without = <T extends object>(from: T, key: keyof T) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => name !== key)) as T;
  const goods = (key: "articles" | "categories" | "brands") => (
    <Field label={t(`terms.${key}`)}>
      <Select
        mode="tags"
        open={false}
        aria-label={t(`terms.${key}`)}
        placeholder={t("terms.all")}
        value={offer.on[key] ?? []}
        onChange={(codes: string[]) =>
          setOffer({ on: { ...without(offer.on, key), ...listed(key, codes) } })
        }
      />
    </Field>
  );
  const when = (key: "stores" | "channels" | "levels") => (
    <Field label={t(`terms.${key}`)}>
      <Select
        mode="tags"
        open={false}
        aria-label={t(`terms.${key}`)}
        placeholder={t("terms.all")}
        value={offer.when[key] ?? []}
        onChange={(codes: string[]) =>
          setOffer({ when: { ...without(offer.when, key), ...listed(key, codes) } })
        }
      />
    </Field>
  );
  const sources = ["member_price", "promotion", "coupon", "points", "stored_value"] as const;
  return (
    <Panel title={t("terms.conditions")}>
      <div className={styles.cards}>
        <div className={styles.fields}>
          {goods("articles")}
          {goods("categories")}
          {goods("brands")}
          {when("stores")}
          {when("channels")}
          {when("levels")}
        </div>
        <Checkbox
          checked={offer.when.first_order ?? false}
          onChange={({ target }) =>
            setOffer({
              when: {
                ...without(offer.when, "first_order"),
                ...(target.checked && { first_order: true }),
              },
            })
          }
        >
          {t("terms.firstOrder")}
        </Checkbox>
        <Field label={t("terms.notWith")}>
          <Checkbox.Group
            options={sources.map((value) => ({ value, label: t(`terms.source.${value}`) }))}
            value={offer.stacking.not_with ?? []}
            onChange={(chosen) =>
              setOffer({
                stacking: {
                  ...without(offer.stacking, "not_with"),
                  ...listed("not_with", chosen as string[]),
                } as Terms["offer"]["stacking"],
              })
            }
          />
        </Field>
        <p className={styles.quiet}>{t("terms.codesHelp")}</p>
      </div>
    </Panel>
  );
}
