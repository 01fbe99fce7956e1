import type { Id } from "@habitue/kit/brand";
import { freshOffer, type Offer } from "../../components/offer/offer";
import type { Rule } from "./api/promotions";
import type { Kind } from "./filter";

export type GroupBuy = NonNullable<Rule["group"]>;

/** Three within a day, which most shops begin with. */
export const freshGroup: GroupBuy = { size: 3, minutes: 24 * 60 };

/** Whether what an offer takes off can be had in a group: a price, or a share of it. */
export function canBeTogether({ benefit }: Offer): boolean {
  return benefit.kind === "fixed_price" || benefit.kind === "percent_off";
}

/** What kind of promotion a rule is. */
export function kindOf({ group, offer }: Rule): Kind {
  return group ? "group_buy" : (offer.benefit.kind as Kind);
}

/**
 * A rule with another offer; only what costs a fixed price has a stock. A group that takes off in
 * another way keeps its size, and not what its opener has; one that cannot be is none.
 */
export function withOffer({ group, ...rule }: Rule, offer: Offer): Rule {
  const hasStock = offer.benefit.kind === "fixed_price";
  const limits = hasStock ? rule.limits : withoutPieces(rule.limits);
  if (!group || !canBeTogether(offer)) return { ...rule, offer, limits };
  const { opener_amount: _, opener_rate_bps: __, ...plain } = group;
  const isSame = offer.benefit.kind === rule.offer.benefit.kind;
  return { ...rule, offer, limits, group: isSame ? group : plain };
}

function withoutPieces(limits: Rule["limits"]): Rule["limits"] {
  const bare = ({ pieces: _, ...limit }: Rule["limits"]["total"]) => limit;
  return {
    total: bare(limits.total),
    day: bare(limits.day),
    member: bare(limits.member),
    member_a_day: bare(limits.member_a_day),
  };
}

/** A promotion to begin with: 20 off from 100, for everybody, always. */
export function freshRule(name: Record<string, string>, kind: Kind, unit: number): Rule {
  return {
    name,
    priority: 0,
    offer: freshOffer(kind === "group_buy" ? "fixed_price" : kind, unit),
    limits: { total: {}, day: {}, member: {}, member_a_day: {} },
    ...(kind === "group_buy" && { group: freshGroup }),
  };
}

/** How a rule is tried, and what stands in its place where it is not: the same, off. */
export function triedOf(rule: Rule, promotion: Id) {
  return {
    tried: { draft: rule, promotion },
    instead: { draft: { ...rule, off: true }, promotion },
    offer: rule.offer,
  };
}

/** The same rule under another name, for whoever begins with one that there is. */
export function copyOf(rule: Rule, suffix: Record<string, string>): Rule {
  const named = Object.entries(rule.name).map(([language, name]) => [
    language,
    `${name}${suffix[language] ?? ""}`.slice(0, 100),
  ]);
  const { off: _, ...body } = rule;
  return { ...body, name: Object.fromEntries(named) };
}
