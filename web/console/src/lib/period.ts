/** Business days [from, until), as the API counts them: `2026-09-01`. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

export const periodNames = ["7d", "30d", "90d", "month", "year"] as const;
/** Periods that move with the day: those of whole days end with yesterday, month and year with today. */
export type PeriodName = (typeof periodNames)[number];

/** What an address says of a period: a name, or days of its own. */
export interface PeriodWish {
  readonly period?: PeriodName | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** periodWish reads what an address says; days that are none, or end before they begin, are dropped. */
export function periodWish(search: Record<string, unknown>): PeriodWish {
  const from = dayOf(search.from);
  const until = dayOf(search.until);
  if (from && until && from < until) return { from, until };
  return { period: periodNames.find((name) => name === search.period) };
}

/** periodOf is what a wish means on a day; without a wish, the 30 days until yesterday. */
export function periodOf({ period = "30d", from, until }: PeriodWish, today: string): Period {
  if (from && until) return { from, until };
  switch (period) {
    case "7d":
      return { from: addDays(today, -7), until: today };
    case "30d":
      return { from: addDays(today, -30), until: today };
    case "90d":
      return { from: addDays(today, -90), until: today };
    case "month":
      return { from: `${today.slice(0, 7)}-01`, until: addDays(today, 1) };
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, until: addDays(today, 1) };
  }
}

/** todayIn is the day that it is where the shop is. */
export function todayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** addDays counts business days, which no clock changes. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** daysOf is how many days a period has. */
export function daysOf({ from, until }: Period): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000;
}

function dayOf(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  return isDay ? value : undefined;
}
