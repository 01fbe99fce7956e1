import type { Language } from "@habitue/kit/format/language";
import { type Measure, measureExact } from "@habitue/kit/format/measure";
import type { ChartTable } from "./table";

/** The highest and the lowest figure of a chart, and where they stand. */
export interface Extremes {
  readonly highest: string;
  readonly highestAt: string;
  readonly lowest: string;
  readonly lowestAt: string;
}

/** extremesOf finds what a glance at the drawing tells: the top and the bottom of its first figures. */
export function extremesOf(table: ChartTable<unknown>, language: Language): Extremes | null {
  const at = table.columns.findIndex(({ measure }) => measure);
  const measure = table.columns[at]?.measure;
  if (!measure) return null;
  const told = table.rows.flatMap(({ cells }) => {
    const value = cells[at];
    return typeof value === "number" ? [{ value, name: cells.slice(0, at).join(" · ") }] : [];
  });
  if (told.length === 0) return null;
  const highest = told.reduce((best, one) => (one.value > best.value ? one : best));
  const lowest = told.reduce((least, one) => (one.value < least.value ? one : least));
  return {
    highest: figure(highest.value, measure, language),
    highestAt: highest.name,
    lowest: figure(lowest.value, measure, language),
    lowestAt: lowest.name,
  };
}

function figure(value: number, measure: Measure, language: Language): string {
  return measureExact(value, measure, language);
}
