import type { PostingRecord } from "../api/get-posting";
import { isMembers } from "./sides";

/** isCredit says whether a posting gave its member an asset, so that undoing it takes it back. */
export function isCredit({ entries }: Pick<PostingRecord, "entries">, asset: string): boolean {
  const legs = entries.filter((leg) => leg.asset === asset && isMembers(leg.account));
  return legs.reduce((sum, { amount }) => sum + amount, 0) > 0;
}

/** What an account comes to when so much is undone. */
export interface Effect {
  readonly available: number;
  /** What is not there any more to be taken back; the asset's policy says what becomes of it. */
  readonly short: number;
}

/**
 * effectOf foretells a reversal as far as the balance tells: value still pending,
 * or lapsed, is taken back without touching what is available.
 */
export function effectOf(available: number, amount: number, credit: boolean): Effect {
  if (!credit) return { available: available + amount, short: 0 };
  return { available: Math.max(available - amount, 0), short: Math.max(amount - available, 0) };
}
