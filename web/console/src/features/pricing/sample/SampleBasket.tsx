import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Offer } from "../../../components/offer/offer";
import { Panel } from "../../../components/Page";
import styles from "../../../components/rule/rule.module.css";
import type { Choices, GoodsChoices } from "../../../components/terms/terms";
import { useSettled } from "../../../lib/settled";
import { type Sample, tryQuery } from "../api/trial";
import { BasketLines } from "./BasketLines";
import { type Occasion, OccasionFields } from "./OccasionFields";
import { PricedView } from "./PricedView";

interface SampleBasketProps {
  /** What is tried, and what stands in its place where it is not. */
  readonly tried: Tried;
  readonly instead: Tried;
  /** What it says, of which the basket begins with goods. */
  readonly offer?: Offer;
  readonly choices: Choices;
  readonly goods: GoodsChoices;
}

type Line = Sample["lines"][number];
export type Tried = Pick<Sample, "draft" | "promotion" | "coupon" | "floor">;

/** A sample basket priced with a draft as it stands, beside the same without it. Keeps nothing. */
export function SampleBasket(props: SampleBasketProps) {
  const { tried, instead, offer, choices, goods } = props;
  const { t } = useTranslation("pricing");
  const [own, setLines] = useState<readonly Line[]>();
  const [occasion, setOccasion] = useState<Occasion>({});
  const [alone, setAlone] = useState(false);
  const lines = own ?? firstLines(offer, goods);
  const basket: Sample = { lines: [...lines], ...occasion };
  const asked = useSettled(JSON.stringify({ ...basket, alone, tried, instead }));
  const { tried: yes, instead: no, ...rest } = JSON.parse(asked);
  const withDraft = useQuery(tryQuery({ ...rest, ...yes }));
  const without = useQuery(tryQuery({ ...rest, ...no }));
  const { data, error, isPending, refetch } = withDraft;
  return (
    <Panel title={t("sample.title")}>
      <div className={styles.cards}>
        <BasketLines lines={lines} goods={goods} onChange={setLines} />
        {error && <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />}
        {isPending && lines.length > 0 && <Skeleton active title={false} />}
        {data && !error && (
          <PricedView
            priced={data}
            without={without.data?.net}
            lines={basket.lines}
            goods={goods}
          />
        )}
        <OccasionFields occasion={occasion} choices={choices} onChange={setOccasion} />
        <Checkbox checked={alone} onChange={({ target }) => setAlone(target.checked)}>
          {t("sample.alone")}
        </Checkbox>
      </div>
    </Panel>
  );
}

/** What to begin with: goods that the rule names, those of its parts too, or the first that there are. */
function firstLines(offer: Offer | undefined, goods: GoodsChoices): Line[] {
  const parts = offer?.benefit.parts?.flatMap(({ goods: part }) => part.articles ?? []) ?? [];
  const named = new Set([...(offer?.on.articles ?? []), ...parts]);
  const codes = [...new Set([...named, ...goods.articles.map(({ value }) => value)])];
  return codes
    .slice(0, Math.max(2, Math.min(named.size, 6)))
    .map((article) => ({ article, quantity: 2 }));
}
