import { Chart, type ChartProps } from "./Chart";
import { type HistogramData, histogramPlot } from "./histogram";
import { type Unspoken, useSpoken } from "./spoken";

interface HistogramProps extends ChartProps<string> {
  readonly data: Unspoken<HistogramData> | undefined;
}

/** A distribution. Picks a bin by where it begins. */
export function Histogram({ data, ...frame }: HistogramProps) {
  return <Chart {...frame} plot={useSpoken(data, histogramPlot)} />;
}
