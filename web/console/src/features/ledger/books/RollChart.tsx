import { useFormat } from "@habitue/kit/format/reader";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../components/charts/BarChart";
import type { ChartSource } from "../../../components/charts/Chart";
import type { RollForward } from "../api/get-roll-forward";

/** What came and what went, month by month. */
export function RollChart({ roll, source }: { roll: RollForward; source: ChartSource }) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const data = useMemo(() => {
    const moved = (roll.months[0]?.flows ?? []).map(({ side, name }, at) => ({
      key: side,
      name,
      values: roll.months.map(({ flows }) => flows[at]?.amount ?? 0),
    }));
    return {
      categories: roll.months.map(({ month }) => ({
        key: month,
        name: format.localMonth(`${month}-01`),
      })),
      series: moved.filter(({ values }) => values.some((value) => value !== 0)),
      measure: { kind: "count", unit: roll.unit } as const,
      axis: t("column.month"),
    };
  }, [roll, format, t]);
  return (
    <BarChart
      title={t("roll.chart", { name: roll.name })}
      subtitle={t("roll.chartHelp", { unit: roll.unit })}
      source={source}
      data={data}
      stacked
    />
  );
}
