import { useFormat } from "@habitue/kit/format/reader";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../components/charts/BarChart";
import type { ChartSource } from "../../../components/charts/Chart";
import type { RollForward } from "../api/get-roll-forward";
import { unitOf, useMeasure } from "../useAmounts";

/** What came and what went, month by month. */
export function RollChart({ roll, source }: { roll: RollForward; source: ChartSource }) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const measure = useMeasure(roll.asset, roll.unit);
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
      measure,
      axis: t("column.month"),
    };
  }, [roll, measure, format, t]);
  return (
    <BarChart
      title={t("roll.chart", { name: roll.name })}
      subtitle={t("roll.chartHelp", { unit: unitOf(measure) })}
      source={source}
      data={data}
      stacked
    />
  );
}
