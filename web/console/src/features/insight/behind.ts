/** Which members are listed: those whom a figure counts, or those of a move between levels. */
export const behinds = ["buyers", "active", "joined", "repurchased", "moved"] as const;

export interface Behind {
  readonly behind: (typeof behinds)[number];
  /** With `moved`: none for those who joined within the period. */
  readonly from_level?: string | undefined;
  readonly to_level?: string | undefined;
}
