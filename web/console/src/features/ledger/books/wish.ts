/** What the address of the books says: which part, of what, by which clock, until when. */
export interface BooksWish {
  readonly tab?: BooksTab | undefined;
  readonly asset?: string | undefined;
  readonly clock?: "recorded" | undefined;
  readonly source?: "record" | undefined;
  /** The last day that counts; without it everything does. */
  readonly as_of?: string | undefined;
  /** The first and the last month of a roll-forward. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Whose postings are looked at: a month and a side of the house. */
  readonly month?: string | undefined;
  readonly side?: Side | undefined;
}

export const booksTabs = ["trial", "roll", "liability"] as const;
export type BooksTab = (typeof booksTabs)[number];

export const sides = [
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

/** monthOf reads a month that an address says; anything else is none. */
export function monthOf(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
}

/** nextMonth is the month after one. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** lastMonth is the month before one. */
export function lastMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}
