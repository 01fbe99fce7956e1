/** A sentence that one version of a rule has and the other has not. */
export interface Difference {
  readonly change: "added" | "removed";
  readonly words: string;
}

/** differencesOf tells two versions apart by their sentences: what goes, then what comes. */
export function differencesOf(before: readonly string[], after: readonly string[]): Difference[] {
  const removed = before.filter((words) => !after.includes(words));
  const added = after.filter((words) => !before.includes(words));
  return [
    ...removed.map((words) => ({ change: "removed" as const, words })),
    ...added.map((words) => ({ change: "added" as const, words })),
  ];
}
