import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../Page";
import { Field } from "../rule/Field";
import styles from "../rule/rule.module.css";
import { GoodsFields } from "../terms/GoodsFields";
import { without } from "../terms/terms";
import { WhenFields } from "../terms/WhenFields";
import { type Offer, type OfferProps, offerOf } from "./offer";

/** On which goods an offer is meant. */
export function ForGoods(props: OfferProps) {
  const { offer, goods, wrong } = props;
  const { t } = useTranslation("terms");
  const setOffer = offerOf(props);
  const ownGoods = offer.benefit.kind === "bundle_price";
  return (
    <Panel title={t("goods.title")}>
      <div className={styles.cards}>
        {ownGoods ? (
          <p className={styles.quiet}>{t("goods.ofBundle")}</p>
        ) : (
          <>
            <GoodsFields
              goods={offer.on}
              placeholder={t("goods.all")}
              choices={goods}
              wrong={(name) => wrong(`on.${name}`)}
              onChange={(on) => setOffer({ on })}
            />
            <GoodsFields
              goods={offer.except}
              of={t("goods.except")}
              placeholder={t("goods.none")}
              choices={goods}
              wrong={(name) => wrong(`except.${name}`)}
              onChange={(except) => setOffer({ except })}
            />
            <p className={styles.quiet}>{t("goods.help")}</p>
          </>
        )}
      </div>
    </Panel>
  );
}

/** For whom, where and when it is meant. */
export function ForWhom(props: OfferProps) {
  const { offer, choices, wrong } = props;
  const { t } = useTranslation("terms");
  const setOffer = offerOf(props);
  return (
    <Panel title={t("when.title")}>
      <WhenFields
        when={offer.when}
        choices={choices}
        wrong={(path) => wrong(`when.${path}`)}
        onChange={(when) => setOffer({ when })}
      />
    </Panel>
  );
}

const sources = ["member_price", "promotion", "coupon", "points", "stored_value"] as const;

type Stacking = Offer["stacking"];

/** What it does not go together with. */
export function Together(props: OfferProps) {
  const { offer, wrong } = props;
  const { t } = useTranslation("terms");
  const { stacking } = offer;
  const setOffer = offerOf(props);
  const set = (change: Partial<Stacking>) =>
    setOffer({ stacking: without({ ...stacking, ...change }) });
  return (
    <Panel title={t("together.title")}>
      <div className={styles.cards}>
        <Field label={t("together.groups")} wrong={wrong("stacking.groups")}>
          <Select
            mode="tags"
            allowClear
            tokenSeparators={[","]}
            aria-label={t("together.groups")}
            placeholder={t("together.none")}
            notFoundContent={t("together.makeOne")}
            options={props.choices.exclusionGroups.map((value) => ({ value, label: value }))}
            value={stacking.groups ?? []}
            onChange={(groups: string[]) => set({ groups })}
          />
        </Field>
        <fieldset className={styles.plain}>
          <legend>{t("together.notWith")}</legend>
          <Checkbox.Group
            options={sources.map((value) => ({ value, label: t(`together.source.${value}`) }))}
            value={stacking.not_with ?? []}
            onChange={(not_with) => set({ not_with: not_with as Stacking["not_with"] })}
          />
        </fieldset>
        <Checkbox
          checked={stacking.whole_basket ?? false}
          onChange={({ target }) => set({ whole_basket: target.checked })}
        >
          {t("together.whole")}
        </Checkbox>
        <p className={styles.quiet}>{t("together.help")}</p>
      </div>
    </Panel>
  );
}
