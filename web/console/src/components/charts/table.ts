import { type Measure, measurePlain } from "@habitue/kit/format/measure";

/** A cell is a word, a figure, or nothing: no data is not zero. */
export type Cell = string | number | null;

export interface ChartColumn {
  readonly title: string;
  /** What the figures of this column count; without it the column is of words. */
  readonly measure?: Measure;
}

export interface ChartRow<Pick> {
  readonly key: string;
  readonly cells: readonly Cell[];
  /** What the row stands for, where there is something behind it. */
  readonly pick?: Pick;
}

/** The same figures as the drawing, exact. */
export interface ChartTable<Pick> {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly ChartRow<Pick>[];
}

/** hasData says whether any figure was told; a chart without one says so instead of drawing zero. */
export function hasData(table: ChartTable<unknown>): boolean {
  return table.rows.some(({ cells }) => {
    return cells.some((cell, at) => table.columns[at]?.measure && cell !== null);
  });
}

/** columnTitle names a column with its unit, for tables and files that write bare numbers. */
export function columnTitle({ title, measure }: ChartColumn): string {
  switch (measure?.kind) {
    case "count":
    case "decimal":
      return measure.unit ? `${title} (${measure.unit})` : title;
    case "money":
      return `${title} (${measure.currency})`;
    case "share":
      return `${title} (%)`;
    case undefined:
      return title;
  }
}

/**
 * csvOf writes a table as a spreadsheet reads it: with the mark by which Excel
 * knows UTF-8, and with words that look like a formula made harmless.
 */
export function csvOf(table: ChartTable<unknown>): string {
  const lines = [
    table.columns.map((column) => quoted(harmless(columnTitle(column)))),
    ...table.rows.map(({ cells }) => {
      return cells.map((cell, at) => quoted(plain(cell, table.columns[at]?.measure)));
    }),
  ];
  return `\uFEFF${lines.map((line) => `${line.join(",")}\r\n`).join("")}`;
}

function plain(cell: Cell, measure: Measure | undefined): string {
  if (cell === null) return "";
  if (typeof cell === "string") return harmless(cell);
  return measure ? measurePlain(cell, measure) : String(cell);
}

/** A spreadsheet runs a word that begins like a formula; an apostrophe makes it a word again. */
function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
