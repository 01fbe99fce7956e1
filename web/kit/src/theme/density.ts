import { useSyncExternalStore } from "react";
import { compactRowHeight, rowHeight } from "./tokens";

/** How much stands on a page: calm for reading, compact for working through lists. */
export const densities = ["calm", "compact"] as const;
export type Density = (typeof densities)[number];

const key = "habitue.density";
const listeners = new Set<() => void>();

function read(): Density {
  return localStorage.getItem(key) === "compact" ? "compact" : "calm";
}

export function chooseDensity(wish: Density): void {
  localStorage.setItem(key, wish);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The reader's wish, kept in this browser. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, read);
}

export function rowHeightOf(density: Density): number {
  return density === "compact" ? compactRowHeight : rowHeight;
}
