import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LineChart } from "../../../components/charts/LineChart";
import { dimensions, qualityDaysQuery } from "./quality";

/** How good records were, day by day. */
export function Trend() {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const days = useQuery(qualityDaysQuery);
  const data = useMemo(() => {
    const items = days.data?.items;
    if (!items) return undefined;
    return {
      categories: items.map(({ day }) => ({ key: day, name: format.localShort(day) })),
      series: dimensions.map((key) => ({
        key,
        name: t(`dimension.${key}`),
        values: items.map(
          ({ scores }) => scores.find(({ dimension }) => dimension === key)?.score_bps ?? null,
        ),
      })),
      measure: { kind: "share" } as const,
      axis: t("trend.axis"),
    };
  }, [days.data, format, t]);
  return (
    <LineChart title={t("trend.title")} subtitle={t("trend.help")} source={days} data={data} />
  );
}
