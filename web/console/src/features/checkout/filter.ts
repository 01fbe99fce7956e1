import { addDays, type PeriodName, type PeriodWish, periodNames, periodOf } from "../../lib/period";
import { beginOf } from "../../lib/zoned";

export const checkoutStates = ["open", "waiting", "paid", "cancelled", "expired"] as const;
export type CheckoutState = (typeof checkoutStates)[number];

/** What everybody's checkouts can be narrowed by. A number is asked alone. */
export interface CheckoutFilter {
  readonly number?: string | undefined;
  readonly state?: CheckoutState | undefined;
  readonly store?: string | undefined;
  readonly member?: string | undefined;
  /** A period that moves with the day; days of one's own stand in from and until. */
  readonly period?: PeriodName | undefined;
  /** First and last day. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** checkoutFilter reads an address; what it cannot say is dropped. */
export function checkoutFilter(search: Record<string, unknown>): CheckoutFilter {
  const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
  return {
    number: text(search.number),
    state: checkoutStates.find((state) => state === search.state),
    store: text(search.store),
    member: text(search.member),
    period: periodNames.find((name) => name === search.period),
    from: text(search.from),
    until: text(search.until),
  };
}

/** wishOf is which period a filter names. */
export function wishOf({ period, from, until }: CheckoutFilter): PeriodWish {
  return from && until && from <= until ? { from, until: addDays(until, 1) } : { period };
}

/** onDays is a filter by other days, of which the last one counts. */
export function onDays(filter: CheckoutFilter, { period, from, until }: PeriodWish) {
  return { ...filter, number: undefined, period, from, until: until && addDays(until, -1) };
}

/** instantsOf is what the API is asked for: instants, where the shop's days begin and end. */
export function instantsOf(filter: CheckoutFilter, today: string, zone: string) {
  const wish = wishOf(filter);
  if (!wish.period && !wish.from) return {};
  const { from, until } = periodOf(wish, today);
  return { from: beginOf(from, zone), until: beginOf(until, zone) };
}
