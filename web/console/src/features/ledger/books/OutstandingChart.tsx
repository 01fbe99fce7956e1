import { useFormat } from "@habitue/kit/format/reader";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../components/charts/BarChart";
import type { ChartSource } from "../../../components/charts/Chart";
import type { Liability } from "../api/get-liability";
import { unitOf, useMeasure } from "../useAmounts";

interface OutstandingChartProps {
  readonly by: "credit" | "expiry";
  readonly liability: Liability;
  readonly source: ChartSource;
}

/** What is left, by the month in which it was credited or with which it ends. */
export function OutstandingChart({ by, liability, source }: OutstandingChartProps) {
  const { t } = useTranslation("books");
  const format = useFormat();
  const measure = useMeasure(liability.asset, liability.unit);
  const data = useMemo(() => {
    const list = by === "credit" ? liability.by_credit : liability.by_expiry;
    return {
      categories: list.map(({ month }) => ({
        key: month ?? "never",
        name: month ? format.localMonth(`${month}-01`) : t("liability.never"),
      })),
      series: [
        { key: by, name: t(`liability.by.${by}`), values: list.map(({ amount }) => amount) },
      ],
      measure,
      axis: t("column.month"),
    };
  }, [by, liability, measure, format, t]);
  return (
    <BarChart
      title={t(`liability.by.${by}`)}
      subtitle={t(`liability.byHelp.${by}`, { unit: unitOf(measure) })}
      source={source}
      data={data}
    />
  );
}
