/** What a list of promotions can be narrowed by; an address says the same. */
export const states = ["draft", "scheduled", "live", "off", "over", "ended"] as const;
export type State = (typeof states)[number];

/** Every way of making a price better that the engine knows, the usual ones first. */
export const kinds = [
  "amount_off",
  "percent_off",
  "fixed_price",
  "nth_piece",
  "buy_get",
  "bundle_price",
  "add_on",
  "gift",
  "delivery",
  "exchange",
] as const;
export type Kind = (typeof kinds)[number];

export interface PromotionFilter {
  readonly status?: State | undefined;
  readonly kind?: Kind | undefined;
  readonly q?: string | undefined;
}
