import type { Measure } from "@habitue/kit/format/measure";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { LineChart } from "../../components/charts/LineChart";
import type { InsightAsk } from "./api/ask";
import { type Trend, trendQuery } from "./api/get-trend";
import { pieceFor, piecesOf, toldOf } from "./pieces";

const shown = ["sales", "orders", "buyers", "newMembers"] as const;
type Shown = (typeof shown)[number];

/** How a figure went, beside how it went in the period before. */
export function TrendChart({ ask }: { ask: InsightAsk }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const [chosen, choose] = useState<Shown>("sales");
  const by = pieceFor(ask);
  const now = useQuery(trendQuery(ask, by, "none"));
  const earlier = now.data?.before;
  const before = useQuery({
    ...trendQuery({ ...ask, ...(earlier ?? ask) }, by, "none"),
    enabled: earlier !== undefined,
  });
  const data = useMemo(() => {
    if (!now.data) return undefined;
    const values = valuesOf(now.data, chosen);
    return {
      categories: piecesOf(now.data, format),
      series: [
        { key: "now", name: t("trend.now"), values: toldOf(values) },
        {
          key: "before",
          name: t("trend.before"),
          // The two are laid over each other piece by piece, from their beginnings.
          values: aligned(toldOf(before.data ? valuesOf(before.data, chosen) : []), values.length),
          quiet: true,
        },
      ],
      measure: measureOf(chosen, now.data.currency, t),
      axis: t(`by.${now.data.by}`),
    };
  }, [now.data, before.data, chosen, format, t]);
  return (
    <LineChart
      title={t(`trend.title.${chosen}`)}
      subtitle={t(`trend.by.${by}`)}
      source={now}
      data={data}
      extra={
        <Segmented
          size="small"
          aria-label={t("trend.choose")}
          value={chosen}
          options={shown.map((value) => ({ value, label: t(`trend.show.${value}`) }))}
          onChange={choose}
        />
      }
    />
  );
}

function valuesOf(trend: Trend, chosen: Shown): readonly number[] {
  const [whole] = trend.series;
  switch (chosen) {
    case "sales":
      return whole?.sales ?? [];
    case "orders":
      return whole?.counts ?? [];
    case "buyers":
      return trend.buyers ?? [];
    case "newMembers":
      return trend.new_members ?? [];
  }
}

function aligned(values: readonly (number | null)[], count: number): (number | null)[] {
  return Array.from({ length: count }, (_, at) => values[at] ?? null);
}

function measureOf(
  chosen: Shown,
  currency: string,
  t: ReturnType<typeof useTranslation<"insight">>["t"],
): Measure {
  if (chosen === "sales") return { kind: "money", currency };
  return { kind: "count", unit: t(chosen === "orders" ? "unit.orders" : "unit.people") };
}
