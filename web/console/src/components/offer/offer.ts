import type { Schemas } from "@habitue/kit/api/types";
import type { Choices, GoodsChoices } from "../terms/terms";
import type { Kind } from "./kinds";

/** A better price and on what conditions it is had: what coupons and promotions both are. */
export type Offer = Schemas["CouponOffer"];
export type Benefit = Offer["benefit"];

/** What every part of the form needs. */
export interface OfferProps {
  readonly offer: Offer;
  readonly choices: Choices;
  readonly goods: GoodsChoices;
  /** What the server says is wrong with a field, by its path in the offer. */
  readonly wrong: (path: string) => string | undefined;
  readonly onChange: (offer: Offer) => void;
}

/** offerOf changes parts of an offer. */
export function offerOf({ offer, onChange }: OfferProps) {
  return (change: Partial<Offer>) => onChange({ ...offer, ...change });
}

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

/** An offer with another kind of benefit; what the new kind does not read is dropped. */
export function withKind(offer: Offer, kind: Kind, unit: number): Offer {
  const { threshold, on, except, ...rest } = offer;
  const needs = kind === "gift" || kind === "add_on";
  const kept = reads[kind].threshold ? threshold : {};
  const isMet = Boolean(kept.amount || kept.pieces);
  const ownGoods = kind === "bundle_price";
  return {
    ...rest,
    benefit: freshBenefit(kind, unit),
    threshold: needs && !isMet ? { amount: 100 * unit } : kept,
    on: ownGoods ? {} : on,
    except: ownGoods ? {} : except,
  };
}

/** An offer to begin with: of a kind, for everybody, always; amounts off from 100 on. */
export function freshOffer(kind: Kind, unit: number): Offer {
  const bare: Offer = {
    benefit: { kind },
    threshold: kind === "amount_off" ? { amount: 100 * unit } : {},
    on: {},
    except: {},
    when: {},
    stacking: {},
  };
  return withKind(bare, kind, unit);
}
