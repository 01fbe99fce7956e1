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
