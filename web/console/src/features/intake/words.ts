import type { Mapping } from "./api/inspect-file";

/** Words of a file, one in each line as old=ours; lines that say nothing are left out. */
export function wordsOf(typed: string): NonNullable<Mapping["words"]> {
  const words: Record<string, string> = {};
  for (const line of typed.split("\n")) {
    const parts = /^(.+?)\s*[=＝→\t]\s*(.+)$/.exec(line.trim());
    if (parts?.[1] && parts[2]) words[parts[1].trim()] = parts[2].trim();
  }
  return words;
}

/** The words as they are typed. */
export function written(words: Mapping["words"]): string {
  return Object.entries(words ?? {})
    .map(([old, ours]) => `${old}=${ours}`)
    .join("\n");
}
