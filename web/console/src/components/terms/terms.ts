import type { Schemas } from "@habitue/kit/api/types";

/** Conditions and goods, as earning rules, coupons and promotions all say them. */
export type When = Schemas["CouponWhen"];
export type Goods = Schemas["CouponGoods"];
export type Hours = NonNullable<When["hours"]>[number];

/** What conditions can be chosen from. */
export interface Choices {
  readonly levels: readonly Choice[];
  readonly stores: readonly Choice[];
  readonly channels: readonly Choice[];
  /** Labels that members have or rules name; another one can be made by its name. */
  readonly labels: readonly string[];
  /** And exclusion groups. */
  readonly exclusionGroups: readonly string[];
  readonly currency: string;
  readonly exponent: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What goods can be chosen from by name. Of articles there are too many: they are searched for. */
export interface GoodsChoices {
  readonly categories: readonly Choice[];
  readonly brands: readonly Choice[];
  readonly articles: readonly Choice[];
  readonly onSearch: (text: string) => void;
}

/** without drops what is empty, so that no condition is kept that says nothing. */
export function without<T extends object>(given: T): T {
  const kept = Object.entries(given).filter(([, value]) => {
    return Array.isArray(value)
      ? value.length > 0
      : value !== "" && value != null && value !== 0 && value !== false;
  });
  return Object.fromEntries(kept) as T;
}
