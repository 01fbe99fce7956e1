/** Where a leg stands: the first two with the member, the others with the house. */
export const sides = [
  "available",
  "pending",
  "issued",
  "redeemed",
  "expired",
  "adjusted",
  "donated",
  "transferred",
  "merged",
  "partner",
  "paid",
  "carried",
] as const;
export type Side = (typeof sides)[number];

export function sideOf(account: string): Side | undefined {
  return sides.find((side) => side === account);
}

export function isMembers(account: string): boolean {
  return account === "available" || account === "pending";
}
