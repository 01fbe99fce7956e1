import { useFormat } from "@habitue/kit/format/reader";
import { chartColours } from "@habitue/kit/theme/chart-colours";
import type { Scheme } from "@habitue/kit/theme/tokens";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../components/charts/BarChart";
import type { InsightAsk } from "./api/ask";
import { trendQuery } from "./api/get-trend";
import { pieceFor, piecesOf } from "./pieces";

/** Members who come back are what it is about; whoever is no member is grey. */
const colours: Record<string, (scheme: Scheme) => string> = {
  returning: (scheme) => chartColours[scheme].accent,
  new: (scheme) => chartColours[scheme].series[1] ?? chartColours[scheme].accent,
  walk_in: (scheme) => chartColours[scheme].others,
};
const order = ["returning", "new", "walk_in"];

/** Whose sales they are: of members who came back, of new ones, of others. */
export function ReturnChart({ ask }: { ask: InsightAsk }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const by = pieceFor(ask);
  const query = useQuery(trendQuery(ask, by, "return"));
  const data = useMemo(() => {
    const trend = query.data;
    if (!trend) return undefined;
    const series = [...trend.series].sort((one, other) => {
      return order.indexOf(one.key) - order.indexOf(other.key);
    });
    return {
      categories: piecesOf(trend, format),
      series: series.map(({ key, name, sales }) => {
        const colour = colours[key];
        return { key, name, values: sales, ...(colour && { colour }) };
      }),
      measure: { kind: "money", currency: trend.currency } as const,
      axis: t(`by.${trend.by}`),
    };
  }, [query.data, format, t]);
  return (
    <BarChart
      stacked
      title={t("return.title")}
      subtitle={t("return.unit")}
      source={query}
      data={data}
      height={320}
    />
  );
}
