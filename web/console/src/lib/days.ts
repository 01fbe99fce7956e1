import { addDays, type PeriodName, type PeriodWish, periodOf } from "./period";
import { beginOf } from "./zoned";

/** The days by which a list is narrowed, as they stand in an address. */
export interface DaysFilter {
  /** A period that moves with the day; days of one's own stand in from and until. */
  readonly period?: PeriodName | undefined;
  /** First and last day. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** wishOf is which period a filter names. */
export function wishOf({ period, from, until }: DaysFilter): PeriodWish {
  return from && until && from <= until ? { from, until: addDays(until, 1) } : { period };
}

/** onDays is a filter's days as chosen, of which the last one counts. */
export function daysOf({ period, from, until }: PeriodWish): DaysFilter {
  return { period, from, until: until && addDays(until, -1) };
}

/** instantsOf is what the API is asked for: instants, where the shop's days begin and end. */
export function instantsOf(filter: DaysFilter, today: string, zone: string) {
  const wish = wishOf(filter);
  if (!wish.period && !wish.from) return {};
  const { from, until } = periodOf(wish, today);
  return { from: beginOf(from, zone), until: beginOf(until, zone) };
}
