import type { Explained, ExplainedLine } from "../api/explain-checkout";

/** What somebody wants to bring back of a checkout, and perhaps take instead. */
export interface Wish {
  /** Quantity by number of the line, in whole pieces or parts of one. */
  readonly back: Readonly<Record<number, number>>;
  readonly taken: readonly Taken[];
  readonly reason: string;
}

export interface Taken {
  readonly article: string;
  readonly quantity: number;
}

export const nothing: Wish = { back: {}, taken: [], reason: "" };

/** leftOf is how much of a line has not come back yet. */
export function leftOf({ quantity, returned }: ExplainedLine): number {
  return quantity - returned;
}

/** goodsBackOf says a wish as the API has it; undefined where nothing comes back yet. */
export function goodsBackOf(one: Pick<Explained, "id">, { back, reason }: Wish) {
  const lines = Object.entries(back)
    .map(([no, quantity]) => ({ no: Number(no), quantity }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return undefined;
  return { checkout_id: one.id, lines, reason: reason.trim() || "-" };
}

/** basketOf is what is taken instead, by the same buyer in the same place. */
export function basketOf(one: Explained, { taken }: Wish) {
  if (taken.length === 0) return undefined;
  return {
    ...(one.member && { member_id: one.member.id }),
    ...(one.store && { store: one.store.code }),
    ...(one.channel && { channel: one.channel.code }),
    currency: one.currency,
    lines: taken.map(({ article, quantity }, at) => ({ no: at + 1, article, quantity })),
  };
}
