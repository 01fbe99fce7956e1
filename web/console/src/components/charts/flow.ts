import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureExact } from "@habitue/kit/format/measure";
import { chartColours } from "@habitue/kit/theme/chart-colours";
import { neutral, type Scheme } from "@habitue/kit/theme/tokens";
import { inked, type Plot, tooltip, tooltipInk } from "./plot";

export interface FlowNode {
  readonly key: string;
  readonly name: string;
  readonly colour?: (scheme: Scheme) => string;
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** How many went from where to where; both sides may name the same things. */
export interface FlowData {
  readonly from: readonly FlowNode[];
  readonly to: readonly FlowNode[];
  readonly flows: readonly Flow[];
  readonly measure: Measure;
  readonly fromAxis: string;
  readonly toAxis: string;
  /** What is counted, such as "members". */
  readonly counted: string;
  readonly language: Language;
}

export interface FlowPick {
  readonly from: string;
  readonly to: string;
}

/** flowPlot draws moves from one side to the other, such as between tiers. */
export function flowPlot(data: FlowData): Plot<FlowPick> {
  const left = new Map(data.from.map((node) => [node.key, node]));
  const right = new Map(data.to.map((node) => [node.key, node]));
  const drawn = data.flows.filter(({ value }) => value > 0);
  const exact = (value: number) => measureExact(value, data.measure, data.language);
  const named = ({ from, to }: Flow) =>
    `${left.get(from)?.name ?? from} → ${right.get(to)?.name ?? to}`;
  return {
    table: {
      columns: [
        { title: data.fromAxis },
        { title: data.toAxis },
        { title: data.counted, measure: data.measure },
      ],
      rows: data.flows.map(({ from, to, value }) => ({
        key: `${from} ${to}`,
        cells: [left.get(from)?.name ?? from, right.get(to)?.name ?? to, value],
        pick: { from, to },
      })),
    },
    picking: {
      by: "thing",
      of: ({ dataType, dataIndex }) => {
        const flow = dataType === "edge" ? drawn[dataIndex ?? -1] : undefined;
        return flow ? { from: flow.from, to: flow.to } : null;
      },
    },
    option: (look) => {
      const { others } = chartColours[look.scheme];
      const used = new Set(drawn.flatMap(({ from, to }) => [`< ${from}`, `> ${to}`]));
      const nodes = (side: string, list: readonly FlowNode[], position: string) =>
        list
          .filter(({ key }) => used.has(`${side} ${key}`))
          .map(({ key, name, colour }) => ({
            name: `${side} ${key}`,
            itemStyle: { color: colour?.(look.scheme) ?? others },
            label: { position, formatter: () => name },
          }));
      return {
        ...inked(look),
        tooltip: {
          ...tooltipInk(look),
          formatter: (params: { dataType?: string; dataIndex: number }) => {
            const flow = params.dataType === "edge" ? drawn[params.dataIndex] : undefined;
            return flow
              ? tooltip(named(flow), [{ name: data.counted, value: exact(flow.value) }])
              : "";
          },
        },
        series: [
          {
            type: "sankey",
            left: 8,
            right: 8,
            top: 8,
            bottom: 8,
            nodeWidth: 12,
            nodeGap: 14,
            draggable: false,
            layoutIterations: 0,
            emphasis: { focus: "adjacency" },
            label: { color: neutral[look.scheme].text, fontSize: 12 },
            lineStyle: { color: "source", opacity: 0.35, curveness: 0.5 },
            data: [...nodes("<", data.from, "right"), ...nodes(">", data.to, "left")],
            links: drawn.map(({ from, to, value }) => ({
              source: `< ${from}`,
              target: `> ${to}`,
              value,
            })),
          },
        ],
      };
    },
  };
}
