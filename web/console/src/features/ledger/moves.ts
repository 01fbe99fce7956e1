import type { Entry } from "./api/list-entries";

/** A line of an account as it is shown: an entry, or a move between two of its parts. */
export interface AccountLine extends Entry {
  /** Whether the amount went from pending to available, so that nothing was won or lost. */
  readonly moved: boolean;
}

/**
 * accountLines shows a posting that only moves value within the account, from
 * pending to available, as the one line it is to a reader, instead of a loss
 * and a gain. The books hold both legs, one after the other.
 */
export function accountLines(entries: readonly Entry[]): AccountLine[] {
  const lines: AccountLine[] = [];
  for (const entry of entries) {
    const before = lines.at(-1);
    if (before && isOtherLeg(before, entry)) {
      const arrived = before.bucket === "available" ? before : entry;
      lines[lines.length - 1] = { ...arrived, moved: true };
    } else {
      lines.push({ ...entry, moved: false });
    }
  }
  return lines;
}

function isOtherLeg(one: AccountLine, other: Entry): boolean {
  return (
    !one.moved &&
    one.posting_id === other.posting_id &&
    one.asset === other.asset &&
    one.bucket !== other.bucket &&
    one.amount + other.amount === 0
  );
}
