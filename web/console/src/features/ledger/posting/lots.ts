import type { PostingRecord } from "../api/get-posting";
import type { Lot } from "../api/list-lots";

/** What a posting did to a lot, and how much, signed as the lot sees it. */
export type TouchedLot = Lot & {
  readonly touch: "opened" | "drew" | "back";
  readonly moved: number;
};

/** touchesOf tells of each lot what the posting did to it: those drawn in the order of drawing, then those opened. */
export function touchesOf(
  { draws, opened_lots }: Pick<PostingRecord, "draws" | "opened_lots">,
  lots: readonly Lot[],
): TouchedLot[] {
  const byId = new Map(lots.map((lot) => [lot.id, lot]));
  const drawn = draws.flatMap(({ lot_id, amount }): TouchedLot[] => {
    const lot = byId.get(lot_id);
    return lot ? [{ ...lot, touch: amount > 0 ? "drew" : "back", moved: -amount }] : [];
  });
  const opened = opened_lots.flatMap((id): TouchedLot[] => {
    const lot = byId.get(id);
    const isDrawn = draws.some(({ lot_id }) => lot_id === id);
    return lot && !isDrawn ? [{ ...lot, touch: "opened", moved: lot.amount }] : [];
  });
  return [...drawn, ...opened];
}
