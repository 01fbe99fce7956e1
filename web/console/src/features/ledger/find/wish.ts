import type { Id } from "@habitue/kit/brand";
import type { PostingWish } from "../api/find-postings";

/** By what a posting is looked for. */
export const ways = ["number", "posting", "member"] as const;
export type Way = (typeof ways)[number];

/** What the address says: the way, and what was asked by it. */
export interface FindSearch {
  readonly by?: Way | undefined;
  readonly number?: string | undefined;
  readonly member?: Id | undefined;
  readonly key?: string | undefined;
  readonly hold?: Id | undefined;
}

/** wishOf is what the address asks for; null where it asks for nothing yet. */
export function wishOf({
  by = "number",
  number,
  member,
  key,
  hold,
}: FindSearch): PostingWish | null {
  if (by === "number" && number) return { number };
  if (by === "member" && member) return { member, key, hold };
  return null;
}
