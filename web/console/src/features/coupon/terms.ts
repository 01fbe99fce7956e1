import type { Terms } from "./api/templates";

export type Kind = Terms["offer"]["benefit"]["kind"];

/** The kinds that the form makes; others come by the API. */
export const kinds = [
  "amount_off",
  "percent_off",
  "fixed_price",
  "nth_piece",
  "gift",
  "delivery",
  "exchange",
] as const;

/** What a benefit of a kind begins with: only what that kind reads, or the server refuses it. */
export function freshBenefit(kind: string, unit: number): Terms["offer"]["benefit"] {
  switch (kind) {
    case "percent_off":
      return { kind, rate_bps: 2000 };
    case "fixed_price":
      return { kind, amount: 10 * unit };
    case "nth_piece":
      return { kind, nth: 2, rate_bps: 5000 };
    case "gift":
      return { kind, parts: [{ goods: { articles: [] }, quantity: 1 }] };
    case "delivery":
    case "exchange":
      return { kind };
    default:
      return { kind, amount: 20 * unit };
  }
}

/** A coupon to begin with: 20 off 100, for thirty days. */
export function freshTerms(name: Record<string, string>, unit: number): Terms {
  return {
    name,
    offer: {
      benefit: freshBenefit("amount_off", unit),
      threshold: { amount: 100 * unit },
      on: {},
      except: {},
      when: {},
      stacking: {},
    },
    validity: { days: 30 },
    on_return: "given_back_if_valid",
    claim: {},
  };
}

/** Whether a kind is had from a threshold on. */
export function hasThreshold(kind: string): boolean {
  return kind !== "exchange";
}

/** peopleIn reads a list as somebody pastes or uploads it: one a line, the first column of each. */
export function peopleIn(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? "").trim().replace(/^"|"$/g, ""))
    .filter((line) => line !== "");
}
