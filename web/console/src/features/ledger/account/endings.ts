/** So much ends on a day. */
export interface DayEnding {
  readonly day: string;
  readonly amount: number;
}

/**
 * endingsByDay sums what ends, day by day as dayOf tells it, in the order of
 * time; what is beyond the most days that are shown stands together at the end.
 */
export function endingsByDay(
  expiring: readonly { readonly amount: number; readonly expires_at: string }[],
  dayOf: (at: string) => string,
  most: number,
): { days: DayEnding[]; later: number } {
  const sums = new Map<string, number>();
  const inOrder = expiring.toSorted(
    (one, other) => Date.parse(one.expires_at) - Date.parse(other.expires_at),
  );
  for (const { amount, expires_at } of inOrder) {
    const day = dayOf(expires_at);
    sums.set(day, (sums.get(day) ?? 0) + amount);
  }
  const all = [...sums].map(([day, amount]) => ({ day, amount }));
  const later = all.slice(most).reduce((sum, { amount }) => sum + amount, 0);
  return { days: all.slice(0, most), later };
}
