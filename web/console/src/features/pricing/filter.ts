import type { Kind } from "../../components/offer/kinds";

/** What a list of promotions can be narrowed by; an address says the same. */
export const states = ["draft", "scheduled", "live", "off", "over", "ended"] as const;
export type State = (typeof states)[number];

export interface PromotionFilter {
  readonly status?: State | undefined;
  readonly kind?: Kind | undefined;
  readonly q?: string | undefined;
}
