/** How long work that ended stays in the tray. */
const keptMs = 24 * 3_600_000;

export type WorkState = "waiting" | "running" | "done" | "failed" | "refused" | "cancelled";

/** One piece of long work: an import, a reckoning of everybody's class. */
export interface Work {
  readonly key: string;
  readonly name: string;
  readonly state: WorkState;
  /** What is being done just now, or why it failed; in the reader's language. */
  readonly says: string | undefined;
  /** Between 0 and 1; undefined while nobody knows how much there is. */
  readonly share: number | undefined;
  readonly at: string;
  readonly endedAt: string | undefined;
  /** The page on which it is seen whole. */
  readonly href: string;
}

export function isGoing({ state }: Work): boolean {
  return state === "waiting" || state === "running";
}

/** ordered puts what goes on first, then what ended within a day, the latest first. */
export function ordered(works: readonly Work[], now: number): Work[] {
  const kept = works.filter(({ endedAt }) => !endedAt || now - Date.parse(endedAt) < keptMs);
  return kept.sort((a, b) => Number(isGoing(b)) - Number(isGoing(a)) || b.at.localeCompare(a.at));
}

/** endings are those works that went on before and have ended now. */
export function endings(before: readonly Work[], now: readonly Work[]): Work[] {
  const went = new Set(before.filter(isGoing).map(({ key }) => key));
  return now.filter((work) => went.has(work.key) && !isGoing(work));
}

/** shareOf is how far something is, where its whole is known. */
export function shareOf(done: number, total: number): number | undefined {
  return total > 0 ? Math.min(done / total, 1) : undefined;
}
