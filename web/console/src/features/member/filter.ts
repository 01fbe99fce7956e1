/** How a list of members is ordered, the latest or largest first. */
export const orders = ["joined", "last_order", "spend"] as const;
export type MemberOrder = (typeof orders)[number];

/** What a list can be narrowed by: several values each, any of which may hold. */
export const choices = [
  "level",
  "class",
  "r",
  "f",
  "m",
  "home_store",
  "order_store",
  "channel",
  "source",
  "label",
] as const;
export type Choice = (typeof choices)[number];

/** Days that bound a list, both counted. */
export const days = ["last_order_from", "last_order_until", "joined_from", "joined_until"] as const;
export type DayBound = (typeof days)[number];

/**
 * MemberFilter is what may stand in an address and in a saved view; values of a
 * choice are one text with commas, as in the API. Nothing in it is personal.
 */
export type MemberFilter = { readonly [key in Choice | DayBound]?: string | undefined } & {
  readonly sort?: MemberOrder | undefined;
};

/** What was typed into the search box stands beside the filter, never in an address. */
export interface MemberWish extends MemberFilter {
  readonly q?: string | undefined;
}

export function isNarrowed(wish: MemberWish): boolean {
  return [wish.q, ...[...choices, ...days].map((key) => wish[key])].some(Boolean);
}

/** without takes one value of a choice away, or a whole bound. */
export function without<Wish extends MemberWish>(
  wish: Wish,
  key: Choice | DayBound,
  value?: string,
): Wish {
  const left = valuesOf(wish[key]).filter((known) => value !== undefined && known !== value);
  return { ...wish, [key]: textOfValues(left) };
}

export function valuesOf(text: string | undefined): string[] {
  return text ? text.split(",") : [];
}

export function textOfValues(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(",") : undefined;
}
