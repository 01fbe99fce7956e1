import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureExact, measureShort } from "@habitue/kit/format/measure";
import { chartColours } from "@habitue/kit/theme/chart-colours";
import type { Scheme } from "@habitue/kit/theme/tokens";
import { mostSeries, type Picking, type TooltipLine, tooltip } from "./plot";
import type { ChartTable } from "./table";

/** A place on the axis: a day, a month, a store. */
export interface Category {
  readonly key: string;
  readonly name: string;
}

/** One series of figures, a value (or none) for each category. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** A colour with a meaning (a tier, a channel); without one they come in order. */
  readonly colour?: (scheme: Scheme) => string;
  /** A line of comparison, such as the period before: grey and dashed. */
  readonly quiet?: boolean;
}

/** Figures by category. */
export interface SeriesData {
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
  readonly measure: Measure;
  /** What the categories are, such as "day" or "store". */
  readonly axis: string;
  readonly language: Language;
}

/** shownSeries are those that a drawing bears; the rest stands in the table only. */
export function shownSeries({ series }: SeriesData): readonly Series[] {
  return series.slice(0, mostSeries);
}

/** seriesColour is a series' colour in its drawing: its meaning's, else by its place. */
export function seriesColour(series: Series, place: number, count: number, scheme: Scheme): string {
  const { accent, before, series: order } = chartColours[scheme];
  if (series.colour) return series.colour(scheme);
  if (series.quiet) return before;
  return count === 1 ? accent : (order[place % order.length] ?? accent);
}

export function seriesTable(data: SeriesData): ChartTable<string> {
  return {
    columns: [
      { title: data.axis },
      ...data.series.map(({ name }) => ({ title: name, measure: data.measure })),
    ],
    rows: data.categories.map(({ key, name }, at) => ({
      key,
      cells: [name, ...data.series.map(({ values }) => values[at] ?? null)],
      pick: key,
    })),
  };
}

/** seriesPicking picks the category, wherever within its column or row the click went. */
export function seriesPicking(data: SeriesData, axis: "x" | "y"): Picking<string> {
  return { by: "place", axis, of: (at) => data.categories[at]?.key ?? null };
}

/** The tooltip of a category: every series with its exact figure. */
export function seriesTooltip(data: SeriesData, scheme: Scheme) {
  const shown = shownSeries(data);
  return (params: unknown) => {
    const at = firstIndex(params);
    const lines = shown.flatMap((series, place): TooltipLine[] => {
      const value = series.values[at] ?? null;
      if (value === null) return [];
      const colour = seriesColour(series, place, shown.length, scheme);
      return [
        { name: series.name, value: measureExact(value, data.measure, data.language), colour },
      ];
    });
    return tooltip(data.categories[at]?.name ?? "", lines);
  };
}

function firstIndex(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  return (first as { dataIndex?: number } | undefined)?.dataIndex ?? -1;
}

/** shortLabel writes the figures of an axis or a mark in the reader's units. */
export function shortLabel({ measure, language }: Pick<SeriesData, "measure" | "language">) {
  return (value: number) => measureShort(value, measure, language);
}
