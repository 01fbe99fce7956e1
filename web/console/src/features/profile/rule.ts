import type { Rule } from "./api/get-rule";

export type Scale = Rule["recency"];
export type Line = Rule["classes"][number];
export type Condition = Line["when"][number];

export const measures = ["r", "f", "m", "recency", "orders", "spend", "tenure", "average"] as const;
export type MeasureName = (typeof measures)[number];

export const classCodes = ["high", "medium", "potential", "low", "dormant"] as const;

/** What a new line says until somebody changes it. */
export const freshLine: Line = { class: "high", when: [{ of: "r", min: 4 }] };

/** Steps that a scale begins with when it is turned to thresholds. */
export const freshSteps = {
  recency: [180, 90, 30, 7],
  frequency: [2, 3, 5, 10],
  monetary: [100_00, 500_00, 1000_00, 5000_00],
} as const;

/** isMoney says whether a measure counts minor units. */
export function isMoney(of: string): boolean {
  return of === "spend" || of === "average";
}

/** replaced is a list with another thing in one place. */
export function replaced<T>(list: readonly T[], at: number, thing: T): T[] {
  return list.map((item, index) => (index === at ? thing : item));
}

/** without is a list that lacks the thing in one place. */
export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

/** raised is a list in which the thing in one place has changed with the one above. */
export function raised<T>(list: readonly T[], at: number): T[] {
  const above = list[at - 1];
  const thing = list[at];
  if (above === undefined || thing === undefined) return [...list];
  return [...list.slice(0, at - 1), thing, above, ...list.slice(at + 1)];
}

/** bounded is a condition with another bound; none leaves it out. */
export function bounded(of: Condition, bound: "min" | "max", value: number | null): Condition {
  const { [bound]: _, ...rest } = of;
  return value === null ? rest : { ...rest, [bound]: value };
}
