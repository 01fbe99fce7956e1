import { kinds, type PromotionFilter, states } from "../features/pricing/filter";
import { textOf } from "./searches";

/** What the addresses of promotions may say behind their question marks. */
type Search = Record<string, unknown>;

export function promotionsSearch({ status, kind, q }: Search): PromotionFilter {
  return {
    status: states.find((state) => state === status),
    kind: kinds.find((one) => one === kind),
    q: textOf(q),
  };
}

export interface CalendarSearch {
  /** `2026-11`; this month without. */
  readonly month?: string | undefined;
}

export function calendarSearch({ month }: Search): CalendarSearch {
  const text = textOf(month);
  return { month: text && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined };
}
