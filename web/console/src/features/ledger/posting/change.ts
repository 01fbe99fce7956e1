import type { PostingRecord } from "../api/get-posting";
import { isMembers } from "./sides";

/** So much of an asset, signed from the member's side. */
export interface AssetChange {
  readonly asset: string;
  readonly amount: number;
  /** Only from pending to available: nothing was won or lost. */
  readonly moved: boolean;
}

/** changesOf sums what a posting did to its member, asset by asset, in the order of its legs. */
export function changesOf({ entries }: Pick<PostingRecord, "entries">): AssetChange[] {
  const legs = entries.filter(({ account }) => isMembers(account));
  return [...new Set(legs.map(({ asset }) => asset))].map((asset) => {
    const amounts = legs.filter((leg) => leg.asset === asset).map(({ amount }) => Number(amount));
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    const moved = sum === 0 && amounts.length > 1;
    return { asset, amount: moved ? Math.max(...amounts) : sum, moved };
  });
}
