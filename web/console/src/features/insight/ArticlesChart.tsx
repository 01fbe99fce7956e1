import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../components/charts/BarChart";
import type { InsightAsk } from "./api/ask";
import { type ArticleRank, articlesQuery } from "./api/list-articles";

const ranks = ["sales", "pieces"] as const satisfies readonly ArticleRank[];

/** What sold most. */
export function ArticlesChart({ ask }: { ask: InsightAsk }) {
  const { t } = useTranslation("insight");
  const [rank, choose] = useState<ArticleRank>("sales");
  const query = useQuery(articlesQuery(ask, rank));
  const data = useMemo(() => {
    const answer = query.data;
    if (!answer) return undefined;
    const isSales = answer.rank === "sales";
    const of = (amount: { sales: number; count: number }) =>
      isSales ? amount.sales : amount.count;
    return {
      categories: answer.items.map(({ id, name, code }) => ({ key: id, name: name || code })),
      series: [
        {
          key: answer.rank,
          name: t(`articles.counted.${answer.rank}`),
          values: answer.items.map(({ total }) => of(total)),
        },
      ],
      measure: isSales
        ? ({ kind: "money", currency: answer.currency } as const)
        : ({ kind: "count", unit: t("unit.pieces") } as const),
      axis: t("articles.axis"),
    };
  }, [query.data, t]);
  return (
    <BarChart
      lying
      title={t("articles.title")}
      subtitle={t(`articles.unit.${rank}`)}
      source={query}
      data={data}
      height={320}
      extra={
        <Segmented
          size="small"
          aria-label={t("articles.choose")}
          value={rank}
          options={ranks.map((value) => ({ value, label: t(`articles.by.${value}`) }))}
          onChange={choose}
        />
      }
    />
  );
}
