import { useCallback } from "react";
import { barPlot } from "./bar";
import { Chart, type ChartProps } from "./Chart";
import type { SeriesData } from "./cartesian";
import { type Unspoken, useSpoken } from "./spoken";

interface BarChartProps extends ChartProps<string> {
  readonly data: Unspoken<SeriesData> | undefined;
  /** Lying bars, for names that are words: stores, articles. */
  readonly lying?: boolean;
  /** Parts of a whole, on top of each other. */
  readonly stacked?: boolean;
}

/** A comparison, or stacked the shares of a whole. Picks the category. */
export function BarChart({ data, lying = false, stacked = false, ...frame }: BarChartProps) {
  const plotOf = useCallback(
    (spoken: SeriesData) => barPlot(spoken, { lying, stacked }),
    [lying, stacked],
  );
  return <Chart {...frame} plot={useSpoken(data, plotOf)} />;
}
