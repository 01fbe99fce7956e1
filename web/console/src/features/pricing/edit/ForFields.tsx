import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import { GoodsFields } from "../../../components/terms/GoodsFields";
import { without } from "../../../components/terms/terms";
import { WhenFields } from "../../../components/terms/WhenFields";
import type { Rule } from "../api/promotions";
import { offerOf, type PartProps } from "./fields";

/** On which goods a promotion is meant. */
export function ForGoods(props: PartProps) {
  const { rule, goods, wrong } = props;
  const { t } = useTranslation("pricing");
  const setOffer = offerOf(props);
  const ownGoods = rule.offer.benefit.kind === "bundle_price";
  return (
    <Panel title={t("goods.title")}>
      <div className={styles.cards}>
        {ownGoods ? (
          <p className={styles.quiet}>{t("goods.ofBundle")}</p>
        ) : (
          <>
            <GoodsFields
              goods={rule.offer.on}
              placeholder={t("goods.all")}
              choices={goods}
              wrong={(name) => wrong(`offer.on.${name}`)}
              onChange={(on) => setOffer({ on })}
            />
            <GoodsFields
              goods={rule.offer.except}
              of={t("goods.except")}
              placeholder={t("goods.none")}
              choices={goods}
              wrong={(name) => wrong(`offer.except.${name}`)}
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
export function ForWhom(props: PartProps) {
  const { rule, choices, wrong } = props;
  const { t } = useTranslation("pricing");
  const setOffer = offerOf(props);
  return (
    <Panel title={t("when.title")}>
      <WhenFields
        when={rule.offer.when}
        choices={choices}
        wrong={(path) => wrong(`offer.when.${path}`)}
        onChange={(when) => setOffer({ when })}
      />
    </Panel>
  );
}

const sources = ["member_price", "promotion", "coupon", "points", "stored_value"] as const;

type Stacking = Rule["offer"]["stacking"];

/** What it does not go together with. */
export function Together(props: PartProps) {
  const { rule, wrong } = props;
  const { t } = useTranslation("pricing");
  const { stacking } = rule.offer;
  const setOffer = offerOf(props);
  const set = (change: Partial<Stacking>) =>
    setOffer({ stacking: without({ ...stacking, ...change }) });
  return (
    <Panel title={t("together.title")}>
      <div className={styles.cards}>
        <Field label={t("together.groups")} wrong={wrong("offer.stacking.groups")}>
          <Select
            mode="tags"
            allowClear
            open={false}
            suffixIcon={null}
            tokenSeparators={[","]}
            aria-label={t("together.groups")}
            placeholder={t("together.none")}
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
