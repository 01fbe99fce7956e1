import type { Balance } from "./api/list-entries";

const dayMs = 24 * 60 * 60_000;

/** endingWithin sums what ends within so many days from an instant. */
export function endingWithin(
  expiring: readonly Pick<Balance["expiring"][number], "amount" | "expires_at">[],
  days: number,
  now: number = Date.now(),
): number {
  const until = now + days * dayMs;
  return expiring
    .filter(({ expires_at }) => Date.parse(expires_at) <= until)
    .reduce((sum, { amount }) => sum + amount, 0);
}
