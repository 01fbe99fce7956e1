import { Chart, type ChartProps } from "./Chart";
import { type FlowData, type FlowPick, flowPlot } from "./flow";
import { type Unspoken, useSpoken } from "./spoken";

interface SankeyProps extends ChartProps<FlowPick> {
  readonly data: Unspoken<FlowData> | undefined;
}

/** A flow: how many went from where to where. Picks a flow by its ends. */
export function Sankey({ data, ...frame }: SankeyProps) {
  return <Chart {...frame} plot={useSpoken(data, flowPlot)} />;
}
