import { Chart, type ChartProps } from "./Chart";
import type { SeriesData } from "./cartesian";
import { linePlot } from "./line";
import { type Unspoken, useSpoken } from "./spoken";

interface LineChartProps extends ChartProps<string> {
  readonly data: Unspoken<SeriesData> | undefined;
}

/** A trend: how figures went over time. Picks the place on the time axis. */
export function LineChart({ data, ...frame }: LineChartProps) {
  return <Chart {...frame} plot={useSpoken(data, linePlot)} />;
}
