import { freshOffer } from "../../components/offer/offer";
import type { Terms } from "./api/templates";

/**
 * A coupon to begin with: 20 off 100, for thirty days, and not beside stored value.
 * Who topped up has had a bonus for it already; both together is for the retailer to
 * choose, and not what comes by itself.
 */
export function freshTerms(name: Record<string, string>, unit: number): Terms {
  return {
    name,
    offer: { ...freshOffer("amount_off", unit), stacking: { not_with: ["stored_value"] } },
    validity: { days: 30 },
    on_return: "given_back_if_valid",
    claim: {},
  };
}

/** How a coupon is tried: as if the buyer held one, beside having none. */
export function triedOf(terms: Terms) {
  return { tried: { coupon: terms }, instead: {}, offer: terms.offer };
}

/** peopleIn reads a list as somebody pastes or uploads it: one a line, the first column of each. */
export function peopleIn(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? "").trim().replace(/^"|"$/g, ""))
    .filter((line) => line !== "");
}
