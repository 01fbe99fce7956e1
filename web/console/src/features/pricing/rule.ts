import type { Rule } from "./api/promotions";
import type { Kind } from "./filter";

export type Benefit = Rule["offer"]["benefit"];

/** What a benefit of a kind begins with: only what that kind reads, or the server refuses it. */
export function freshBenefit(kind: Kind, unit: number): Benefit {
  const part = { goods: {}, quantity: 1 };
  switch (kind) {
    case "amount_off":
      return { kind, amount: 20 * unit };
    case "percent_off":
      return { kind, rate_bps: 2000 };
    case "fixed_price":
      return { kind, amount: 10 * unit };
    case "nth_piece":
      return { kind, nth: 2, rate_bps: 5000 };
    case "buy_get":
      return { kind, buy: 2, get: 1, rate_bps: 10_000 };
    case "bundle_price":
      return { kind, amount: 30 * unit, parts: [part, part] };
    case "add_on":
      return { kind, amount: 10 * unit, parts: [part] };
    case "gift":
      return { kind, parts: [part] };
    case "delivery":
    case "exchange":
      return { kind };
  }
}

/** Which fields beside its own each kind reads; the rest would be refused. */
export const reads: Readonly<
  Record<
    Kind,
    {
      readonly amount?: true;
      readonly rate?: true;
      readonly every?: true;
      readonly times?: true;
      /** How goods of its own are called, and whether there may be several or none. */
      readonly parts?: "one" | "many" | "maybe";
      readonly threshold?: true;
    }
  >
> = {
  amount_off: { amount: true, every: true, times: true, threshold: true },
  percent_off: { rate: true, threshold: true },
  fixed_price: { amount: true, times: true, threshold: true },
  nth_piece: { rate: true, times: true, threshold: true },
  buy_get: { rate: true, times: true, parts: "maybe", threshold: true },
  bundle_price: { amount: true, times: true, parts: "many" },
  add_on: { amount: true, every: true, times: true, parts: "one", threshold: true },
  gift: { every: true, times: true, parts: "many", threshold: true },
  delivery: { amount: true, threshold: true },
  exchange: { amount: true, times: true },
};

/** A rule with another kind of benefit; what the new kind does not read is dropped. */
export function withKind(rule: Rule, kind: Kind, unit: number): Rule {
  const { threshold, on, except, ...offer } = rule.offer;
  const needs = kind === "gift" || kind === "add_on";
  const kept = reads[kind].threshold ? threshold : {};
  const isMet = Boolean(kept.amount || kept.pieces);
  const ownGoods = kind === "bundle_price";
  return {
    ...rule,
    offer: {
      ...offer,
      benefit: freshBenefit(kind, unit),
      threshold: needs && !isMet ? { amount: 100 * unit } : kept,
      on: ownGoods ? {} : on,
      except: ownGoods ? {} : except,
    },
    limits: kind === "fixed_price" ? rule.limits : withoutPieces(rule.limits),
  };
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
  const bare: Rule = {
    name,
    priority: 0,
    offer: {
      benefit: { kind },
      threshold: kind === "amount_off" ? { amount: 100 * unit } : {},
      on: {},
      except: {},
      when: {},
      stacking: {},
    },
    limits: { total: {}, day: {}, member: {}, member_a_day: {} },
  };
  return withKind(bare, kind, unit);
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
