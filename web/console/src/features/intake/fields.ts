/** What can be known of a row, in the order in which one thinks of it; the first ones are needed. */
export const fields = [
  "order",
  "time",
  "amount",
  "price",
  "quantity",
  "discount",
  "customer",
  "phone",
  "card",
  "email",
  "article",
  "name",
  "category",
  "brand",
  "store",
  "channel",
  "document",
  "returns",
  "kind",
  "tender",
  "currency",
] as const;

export type Field = (typeof fields)[number];
