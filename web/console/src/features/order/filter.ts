export const answers = ["yes", "no"] as const;
type Answer = (typeof answers)[number];

/** What everybody's orders can be narrowed by. A number is asked alone. */
export interface OrderFilter {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly store?: string | undefined;
  readonly channel?: string | undefined;
  readonly with_member?: Answer | undefined;
  readonly refunded?: Answer | undefined;
  readonly min_paid?: string | undefined;
  readonly max_paid?: string | undefined;
  readonly article?: string | undefined;
  readonly reference?: string | undefined;
}
