import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../components/charts/BarChart";
import { isPresent, type PictureWish } from "./api/get-grid";
import { type Recency, recencyQuery } from "./api/get-recency";

/** Days between which the list of members is narrowed, both counted. */
export interface LastOrdered {
  readonly last_order_from?: string | undefined;
  readonly last_order_until: string;
}

interface RecencyChartProps {
  readonly wish: PictureWish;
  /** Opens the members of a bar; the list knows the present, of all brands. */
  readonly onPick?: ((days: LastOrdered) => void) | undefined;
}

/** How long ago everybody bought last: a hill near zero is a shop that is alive, a tail is who slept away. */
export function RecencyChart({ wish, onPick }: RecencyChartProps) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const query = useQuery(recencyQuery(wish));
  const { data: recency } = query;
  const data = useMemo(() => {
    if (!recency || recency.members === 0)
      return recency && { ...nothing, axis: t("recency.axis") };
    return {
      categories: recency.buckets.map((bucket) => ({
        key: String(bucket.from_days),
        name: nameOf(bucket, t("recency.beyond", { from: bucket.from_days })),
      })),
      series: [
        {
          key: "members",
          name: t("unit.members"),
          values: recency.buckets.map(({ members }) => members),
        },
      ],
      measure: { kind: "count", unit: t("unit.members") } as const,
      axis: t("recency.axis"),
    };
  }, [recency, t]);
  const pick = (key: string) => {
    const bucket = recency?.buckets.find(({ from_days }) => String(from_days) === key);
    if (!bucket) return;
    onPick?.({
      last_order_from: bucket.first_day ?? undefined,
      last_order_until: bucket.last_day,
    });
  };
  return (
    <BarChart
      title={t("recency.title")}
      subtitle={
        recency
          ? t("recency.subtitle", {
              day: format.localDate(recency.as_of),
              members: format.number(recency.members),
            })
          : t("recency.unit")
      }
      source={query}
      data={data}
      height={280}
      empty={t("grid.empty")}
      onPick={onPick && isPresent(wish) ? pick : undefined}
    />
  );
}

const nothing = { categories: [], series: [], measure: { kind: "count", unit: "" } } as const;

/** "15–29" days; the last bar has all that is beyond. */
function nameOf({ from_days, until_days }: Recency["buckets"][number], beyond: string): string {
  return until_days === null ? beyond : `${from_days}–${until_days - 1}`;
}
