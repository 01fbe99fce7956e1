import { Chart, type ChartProps } from "./Chart";
import { type PieData, piePlot } from "./pie";
import { type Unspoken, useSpoken } from "./spoken";

interface PieProps extends ChartProps<string> {
  readonly data: Unspoken<PieData> | undefined;
}

/** Shares of a whole in at most five parts; for more, or for several wholes, a stacked BarChart. */
export function Pie({ data, ...frame }: PieProps) {
  return <Chart {...frame} plot={useSpoken(data, piePlot)} />;
}
