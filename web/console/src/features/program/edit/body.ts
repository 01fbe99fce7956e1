import type { Schemas } from "@habitue/kit/api/types";

export type Rule = Schemas["ProgramRule"];
export type Multiplier = Schemas["ProgramMultiplier"];
export type Bonus = Schemas["ProgramBonus"];
export type When = Schemas["CouponWhen"];
export type Goods = Schemas["CouponGoods"];

/** What conditions can be chosen from. */
export interface Choices {
  readonly levels: readonly Choice[];
  readonly stores: readonly Choice[];
  readonly channels: readonly Choice[];
  readonly currency: string;
  readonly exponent: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** replaced gives a list with one item in the place of another; without one, the other is gone. */
export function replaced<Item>(list: readonly Item[], index: number, item?: Item): Item[] {
  return list.flatMap((old, place) => (place !== index ? [old] : item ? [item] : []));
}

/** freshId names a new multiplier or bonus: the ids of a rule are unique within it. */
export function freshId(rule: Rule, stem: string): string {
  const taken = new Set([...rule.multipliers, ...rule.bonuses].map(({ id }) => id));
  let number = 1;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

/** without drops what is empty, so that no condition is kept that says nothing. */
export function without<T extends object>(given: T): T {
  const kept = Object.entries(given).filter(([, value]) => {
    return Array.isArray(value) ? value.length > 0 : value !== "" && value != null && value !== 0;
  });
  return Object.fromEntries(kept) as T;
}
