import type { Schemas } from "@habitue/kit/api/types";

export type Rule = Schemas["ProgramRule"];
export type Multiplier = Schemas["ProgramMultiplier"];
export type Bonus = Schemas["ProgramBonus"];
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
