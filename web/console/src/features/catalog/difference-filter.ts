/** What the report of differences can be narrowed to. */
export const differenceAnswers = ["price", "no_price", "stock", "no_stock", "old", "all"] as const;

export interface DifferenceFilter {
  readonly q?: string | undefined;
  readonly store?: string | undefined;
  readonly category?: string | undefined;
  readonly only?: (typeof differenceAnswers)[number] | undefined;
}
