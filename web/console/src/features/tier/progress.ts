import type { Standing } from "./api/get-standing";

/**
 * progressOf is how much of a step's own stretch, from its threshold to the
 * next one's, is behind the member: 0 to 1. A member may hold a level that they
 * would no longer reach (kept until its review): what is held counts as reached.
 */
export function progressOf(
  { levels, level, spend }: Pick<Standing, "levels" | "level" | "spend">,
  rank: number,
): number {
  const from = levels[rank]?.threshold;
  const until = levels[rank + 1]?.threshold;
  if (from === undefined || rank > level.rank) return 0;
  if (rank < level.rank || until === undefined) return 1;
  const climbed = (spend.amount - from) / (until - from);
  return Math.min(1, Math.max(0, climbed));
}
