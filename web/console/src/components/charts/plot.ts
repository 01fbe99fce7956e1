import { chartColours } from "@habitue/kit/theme/chart-colours";
import { fontFamily, neutral, type Scheme } from "@habitue/kit/theme/tokens";
import type { EChartsCoreOption } from "echarts/core";
import type { ChartTable } from "./table";

/** How charts are drawn now. */
export interface Look {
  readonly scheme: Scheme;
  readonly motion: boolean;
}

/**
 * A chart as data: how it is drawn, and the same figures as a table. What a
 * click means (`Pick`) is the chart's own: a day, a store, a cell.
 */
export interface Plot<Pick> {
  readonly option: (look: Look) => EChartsCoreOption;
  readonly table: ChartTable<Pick>;
  readonly picking: Picking<Pick>;
}

/**
 * What a click picks: the thing under the pointer, or, where figures stand along
 * an axis, the whole place on that axis: nobody hits the point of a line.
 */
export type Picking<Pick> =
  | { readonly by: "thing"; readonly of: (event: PlotEvent) => Pick | null }
  | { readonly by: "place"; readonly axis: "x" | "y"; readonly of: (at: number) => Pick | null };

/** What we read of a click in ECharts. */
export interface PlotEvent {
  readonly dataType?: string | undefined;
  readonly dataIndex?: number | undefined;
}

/** How many series a drawing bears; the table has all of them. */
export const mostSeries = 7;

/** inked is what all drawings share: our font, our greys, the reader's wish about motion. */
export function inked({ scheme, motion }: Look): EChartsCoreOption {
  const grey = neutral[scheme];
  return {
    animation: motion,
    animationDuration: 300,
    textStyle: { fontFamily, color: grey.text, fontSize: 12 },
    color: [...chartColours[scheme].series],
  };
}

/** axisInk draws an axis quietly: words and faint lines, no ticks. */
export function axisInk({ scheme }: Look) {
  const grey = neutral[scheme];
  return {
    axisLine: { lineStyle: { color: grey.edge } },
    axisTick: { show: false },
    axisLabel: { color: grey.quiet, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: grey.line } },
    nameTextStyle: { color: grey.quiet, fontSize: 12 },
  };
}

/** tooltipInk makes tooltips look like Ant Design's cards and keeps them within the chart's page. */
export function tooltipInk({ scheme }: Look) {
  const grey = neutral[scheme];
  return {
    backgroundColor: grey.raised,
    borderColor: grey.line,
    borderWidth: 1,
    padding: [8, 12],
    confine: true,
    textStyle: { color: grey.text, fontSize: 13, fontFamily },
    extraCssText: "box-shadow: 0 6px 16px rgba(0, 0, 0, 0.12); border-radius: 6px;",
  };
}

/** legendInk names series that cannot be named at their marks, in the order in which they stand. */
export function legendInk({ scheme }: Look, names: readonly string[]) {
  return {
    show: names.length > 1,
    data: [...names],
    selectedMode: false,
    top: 0,
    left: 8,
    icon: "roundRect",
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 16,
    textStyle: { color: neutral[scheme].text, fontSize: 12 },
  };
}

/** One line of a tooltip. */
export interface TooltipLine {
  readonly name: string;
  readonly value: string;
  readonly colour?: string | undefined;
}

/**
 * tooltip writes title and lines as elements, never as HTML: names are the
 * retailer's own words and may contain anything.
 */
export function tooltip(title: string, lines: readonly TooltipLine[]): HTMLElement {
  const card = document.createElement("div");
  const head = card.appendChild(document.createElement("div"));
  head.textContent = title;
  head.style.fontWeight = "600";
  for (const { name, value, colour } of lines) {
    const line = card.appendChild(document.createElement("div"));
    line.style.cssText = "display: flex; gap: 16px; align-items: center; line-height: 22px";
    const label = line.appendChild(document.createElement("span"));
    label.style.cssText = "flex: 1; display: inline-flex; align-items: center; gap: 6px";
    if (colour) {
      const dot = label.appendChild(document.createElement("i"));
      dot.style.cssText = `width: 8px; height: 8px; border-radius: 50%; background: ${colour}`;
    }
    label.append(name);
    const figure = line.appendChild(document.createElement("span"));
    figure.textContent = value;
    figure.style.fontVariantNumeric = "tabular-nums";
  }
  return card;
}
