import type { DaysFilter } from "../../lib/days";
import { periodNames } from "../../lib/period";

export const paymentTabs = ["charges", "refunds", "reconcile", "methods"] as const;
export type PaymentTab = (typeof paymentTabs)[number];

export const chargeStates = ["pending", "paid", "closed"] as const;
export type ChargeState = (typeof chargeStates)[number];

export const refundStates = ["due", "done", "failed"] as const;
export type RefundState = (typeof refundStates)[number];

export const differenceKinds = [
  "unknown_here",
  "missing_there",
  "amount",
  "state",
  "misfit",
  "refund_failed",
  "twice",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export const settledAnswers = ["no", "yes", "all"] as const;
export type SettledAnswer = (typeof settledAnswers)[number];

export interface DifferenceFilter {
  /** Those that are open, where it says nothing. */
  readonly settled?: SettledAnswer | undefined;
  readonly kind?: DifferenceKind | undefined;
  readonly day?: string | undefined;
}

/** What the address of payments says: which tab, and what that is narrowed by. */
export interface PaymentSearch extends DifferenceFilter, DaysFilter {
  readonly tab?: PaymentTab | undefined;
  readonly number?: string | undefined;
  readonly state?: ChargeState | undefined;
  readonly refund?: RefundState | undefined;
  readonly method?: string | undefined;
  readonly store?: string | undefined;
}

/** paymentSearch reads an address; what it cannot say is dropped. */
export function paymentSearch(search: Record<string, unknown>): PaymentSearch {
  const among = <Value>(values: readonly Value[], value: unknown) =>
    values.find((one) => one === value);
  const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
  const day = text(search.day);
  return {
    tab: among(paymentTabs, search.tab),
    number: text(search.number),
    state: among(chargeStates, search.state),
    refund: among(refundStates, search.refund),
    method: text(search.method),
    store: text(search.store),
    settled: among(settledAnswers, search.settled),
    kind: among(differenceKinds, search.kind),
    day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined,
    period: among(periodNames, search.period),
    from: text(search.from),
    until: text(search.until),
  };
}
