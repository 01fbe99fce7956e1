import type { Id } from "@habitue/kit/brand";
import type { Period } from "../../../lib/period";

/** What figures are asked for: a period, and where they were made. */
export interface InsightAsk extends Period {
  readonly store?: Id[] | undefined;
  readonly channel?: Id[] | undefined;
  readonly brand?: Id | undefined;
  /** Needed where orders have several currencies. */
  readonly currency?: string | undefined;
}

/** The API takes lists as one text, separated by commas. */
export const byCommas = { querySerializer: { array: { style: "form", explode: false } } } as const;

/** Figures are of days that are over, mostly: a minute old is new enough. */
export const freshFor = 60_000;
