import type { PeriodWish } from "../../../lib/period";

/** What the address of a statement says: of what, of when, by which clock. */
export interface StatementWish extends PeriodWish {
  readonly asset?: string | undefined;
  readonly clock?: "recorded" | undefined;
}
