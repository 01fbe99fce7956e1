import { Chart, type ChartProps } from "./Chart";
import { type HeatData, type HeatPick, heatPlot } from "./heat";
import { type Unspoken, useSpoken } from "./spoken";

interface HeatmapProps extends ChartProps<HeatPick> {
  readonly data: Unspoken<HeatData> | undefined;
}

/** Where there is much and where little. Picks a cell by its row's and its column's key. */
export function Heatmap({ data, ...frame }: HeatmapProps) {
  return <Chart {...frame} plot={useSpoken(data, heatPlot)} />;
}
