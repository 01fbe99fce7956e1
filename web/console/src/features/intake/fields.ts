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

/** What the rows of a file are: orders, or what an earlier system knew of members. */
export const kinds = ["orders", "members", "balances", "tiers", "coupons"] as const;
export type Kind = (typeof kinds)[number];

const known = ["customer", "card", "phone", "email"] as const;

/** What can be known of a row of each kind of opening. */
export const openingFields = {
  members: [
    ...known,
    "name",
    "birthday",
    "joined_at",
    "store",
    "channel",
    "province",
    "city",
    "district",
    "address",
    "tags",
    "consents",
    "consented_at",
    "points",
    "expires_at",
    "growth",
    "principal",
    "bonus",
    "level",
    "level_since",
    "level_until",
  ],
  balances: [...known, "points", "growth", "principal", "bonus", "asset", "amount", "expires_at"],
  tiers: [...known, "level", "level_since", "level_until"],
  coupons: [...known, "template", "quantity", "expires_at", "coupon"],
} as const;

export type OpeningField = (typeof openingFields)[keyof typeof openingFields][number];
