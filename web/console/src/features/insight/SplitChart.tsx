import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../components/charts/BarChart";
import type { InsightAsk } from "./api/ask";
import { trendQuery } from "./api/get-trend";

const splits = ["store", "channel", "category"] as const;
export type PlaceSplit = (typeof splits)[number];

interface SplitChartProps {
  readonly ask: InsightAsk;
  /** Narrows the page to a store or channel, by its code. */
  readonly onPick: (split: PlaceSplit, code: string) => void;
}

/** Where sales are made, and with what. */
export function SplitChart({ ask, onPick }: SplitChartProps) {
  const { t } = useTranslation("insight");
  const [split, choose] = useState<PlaceSplit>("store");
  const query = useQuery(trendQuery(ask, "month", split));
  const data = useMemo(() => {
    const trend = query.data;
    // While another division is awaited, the one before must not stand under its name.
    if (!trend || trend.split !== split) return undefined;
    const before = trend.series.map((series) => series.before.sales);
    const wasOpen = before.some((sales) => sales !== 0);
    return {
      categories: trend.series.map(({ key, name }) => ({ key, name: name || key })),
      series: [
        { key: "now", name: t("trend.now"), values: trend.series.map(({ total }) => total.sales) },
        ...(wasOpen
          ? [{ key: "before", name: t("trend.before"), values: before, quiet: true }]
          : []),
      ],
      measure: { kind: "money", currency: trend.currency } as const,
      axis: t(`split.${split}`),
    };
  }, [query.data, split, t]);
  return (
    <BarChart
      lying
      title={t(`split.title.${split}`)}
      subtitle={t("split.unit")}
      source={{ ...query, isPending: query.isPending || (!data && !query.error) }}
      data={data}
      height={320}
      onPick={split === "category" ? undefined : (code) => onPick(split, code)}
      extra={
        <Segmented
          size="small"
          aria-label={t("split.choose")}
          value={split}
          options={splits.map((value) => ({ value, label: t(`split.${value}`) }))}
          onChange={choose}
        />
      }
    />
  );
}
