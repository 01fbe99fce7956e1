import { addDays } from "../../../lib/period";

interface Span {
  readonly from: string;
  readonly until: string;
}

/** A stretch of a row: days on which something applies, or one on which it does not. */
export interface Cell extends Span {
  readonly length: number;
  readonly isSpan: boolean;
}

/** The days of a month, `2026-11`. */
export function daysIn(month: string): string[] {
  const days = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): "1" | "2" | "3" | "4" | "5" | "6" | "7" {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return String(number) as ReturnType<typeof weekdayOf>;
}

/** monthAway is a month so many before or after another. */
export function monthAway(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** cellsOf cuts the days of a month into the spans on which something applies and the days between. */
export function cellsOf(days: readonly string[], spans: readonly Span[]): Cell[] {
  const cells: Cell[] = [];
  for (const day of days) {
    const span = spans.find(({ from, until }) => from <= day && day <= until);
    const last = cells.at(-1);
    if (span && last?.isSpan && last.from === span.from) {
      cells[cells.length - 1] = { ...last, until: day, length: last.length + 1 };
    } else {
      cells.push({ from: day, until: day, length: 1, isSpan: span !== undefined });
    }
  }
  return cells;
}
