import type { ComponentType } from "react";

/** The kinds of things that the palette finds, in the order in which they are shown. */
export const entryKinds = ["recent", "pages", "members", "orders", "checkouts", "actions"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** For how long nothing may be typed before the server is asked. */
export const pauseMs = 180;

/** Numbers on receipts are at least this long and have a digit; names and pages are not asked for. */
export const number = /^(?=.*\d)\S{4,}$/;

/** One thing that can be chosen. */
export interface Entry {
  readonly key: string;
  readonly kind: EntryKind;
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly hint?: string | undefined;
  readonly icon: ComponentType<{ "aria-hidden"?: boolean }>;
  readonly run: () => void;
}

/** matching keeps the entries in whose label or hint every typed word occurs. */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label, hint = "" }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** grouped puts entries under their kinds, in the order of the kinds. */
export function grouped(entries: readonly Entry[]): { kind: EntryKind; entries: Entry[] }[] {
  return entryKinds
    .map((kind) => ({ kind, entries: entries.filter((entry) => entry.kind === kind) }))
    .filter((group) => group.entries.length > 0);
}

/** stepped is the place that an arrow key leads to; the ends meet. */
export function stepped(at: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}
