import type { Id } from "@habitue/kit/brand";
import type { Kind } from "../../components/offer/kinds";
import { freshOffer, type Offer } from "../../components/offer/offer";
import type { Rule } from "./api/promotions";

/** A rule with another offer; only what costs a fixed price has a stock. */
export function withOffer(rule: Rule, offer: Offer): Rule {
  const hasStock = offer.benefit.kind === "fixed_price";
  return { ...rule, offer, limits: hasStock ? rule.limits : withoutPieces(rule.limits) };
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
    offer: freshOffer(kind, unit),
    limits: { total: {}, day: {}, member: {}, member_a_day: {} },
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
