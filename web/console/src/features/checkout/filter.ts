import type { DaysFilter } from "../../lib/days";
import { periodNames } from "../../lib/period";

export const checkoutStates = ["open", "waiting", "paid", "cancelled", "expired"] as const;
export type CheckoutState = (typeof checkoutStates)[number];

/** What everybody's checkouts can be narrowed by. A number is asked alone. */
export interface CheckoutFilter extends DaysFilter {
  readonly number?: string | undefined;
  readonly state?: CheckoutState | undefined;
  readonly store?: string | undefined;
  readonly member?: string | undefined;
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
