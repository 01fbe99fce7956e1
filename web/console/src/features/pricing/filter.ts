import type { Kind as OfferKind } from "../../components/offer/kinds";

/** What a list of promotions can be narrowed by; an address says the same. */
export const states = ["draft", "scheduled", "live", "off", "over", "ended"] as const;
export type State = (typeof states)[number];

/**
 * Every kind of promotion, the usual ones first: what is had in a group is a kind of its own, whatever
 * it takes off.
 */
export const kinds = [
  "amount_off",
  "percent_off",
  "fixed_price",
  "group_buy",
  "nth_piece",
  "buy_get",
  "bundle_price",
  "add_on",
  "gift",
  "delivery",
  "exchange",
] as const satisfies readonly (OfferKind | "group_buy")[];
export type Kind = (typeof kinds)[number];

export interface PromotionFilter {
  readonly status?: State | undefined;
  readonly kind?: Kind | undefined;
  readonly q?: string | undefined;
}
