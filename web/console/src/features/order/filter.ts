import { addDays, type PeriodName, type PeriodWish, periodOf } from "../../lib/period";

export const answers = ["yes", "no"] as const;
type Answer = (typeof answers)[number];

/** What everybody's orders can be narrowed by. A number is asked alone. */
export interface OrderFilter {
  /** A period that moves with the day; days of one's own stand in from and until. */
  readonly period?: PeriodName | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly store?: string | undefined;
  readonly channel?: string | undefined;
  readonly with_member?: Answer | undefined;
  readonly refunded?: Answer | undefined;
  readonly min_paid?: string | undefined;
  readonly max_paid?: string | undefined;
  readonly article?: string | undefined;
  readonly reference?: string | undefined;
}

/** periodWishOf is which period a filter names, for the days of which it may say only one. */
export function periodWishOf({ period, from, until }: OrderFilter): PeriodWish {
  if (from && until && from <= until) return { from, until: addDays(until, 1) };
  return { period };
}

/** onDaysOf is a filter by other days: in an address, as in the API, the last one counts. */
export function onDaysOf(filter: OrderFilter, { period, from, until }: PeriodWish): OrderFilter {
  return { ...filter, period, from, until: until && addDays(until, -1) };
}

/** askedOn is what the API is asked on a day, when periods with a name are certain days. */
export function askedOn(
  { period, ...filter }: OrderFilter,
  today: string,
): Omit<OrderFilter, "period"> {
  if (!period || filter.from || filter.until) return filter;
  const { from, until } = onDaysOf(filter, periodOf({ period }, today));
  return { ...filter, from, until };
}
