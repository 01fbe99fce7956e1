/** How a figure moved against another time. */
export interface Change {
  /** In basis points: of what it was, or, for shares, of the whole. */
  readonly bps: number;
  /** A share moves by points, everything else by a part of what it was. */
  readonly by: "part" | "points";
  readonly direction: "up" | "down" | "same";
}

/** changeOf compares a figure with what it was; null where there is nothing to compare. */
export function changeOf(now: number | null, was: number | null, isShare: boolean): Change | null {
  if (now === null || was === null) return null;
  if (!isShare && was <= 0) return null; // no part of nothing, and none of less than nothing
  const bps = isShare ? now - was : Math.round(((now - was) / was) * 10_000);
  const direction = bps > 0 ? "up" : bps < 0 ? "down" : "same";
  return { bps, by: isShare ? "points" : "part", direction };
}
