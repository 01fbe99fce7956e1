/** shareBps is a part of a whole in basis points; nothing of nothing is nothing. */
export function shareBps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000);
}
