import { useSyncExternalStore } from "react";
import type { Scheme } from "./tokens";

/** What a reader asked for; `system` follows the device. */
export const appearances = ["system", "light", "dark"] as const;
export type Appearance = (typeof appearances)[number];

/** The name under which public/boot.js finds the wish before the first paint. */
export const appearanceKey = "habitue.appearance";

const deviceIsDark = "(prefers-color-scheme: dark)";
const listeners = new Set<() => void>();

export function readAppearance(): Appearance {
  const wish = localStorage.getItem(appearanceKey);
  return appearances.find((known) => known === wish) ?? "system";
}

export function chooseAppearance(wish: Appearance): void {
  localStorage.setItem(appearanceKey, wish);
  for (const listener of listeners) listener();
}

function readScheme(): Scheme {
  const wish = readAppearance();
  if (wish !== "system") return wish;
  return matchMedia(deviceIsDark).matches ? "dark" : "light";
}

function subscribe(listener: () => void): () => void {
  const device = matchMedia(deviceIsDark);
  listeners.add(listener);
  device.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    device.removeEventListener("change", listener);
  };
}

/** The reader's wish, kept in this browser. */
export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, readAppearance);
}

/** How to draw now: the wish, with `system` resolved. */
export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, readScheme);
}

const asksForStillness = "(prefers-reduced-motion: reduce)";

function subscribeStillness(listener: () => void): () => void {
  const device = matchMedia(asksForStillness);
  device.addEventListener("change", listener);
  return () => device.removeEventListener("change", listener);
}

/** Whether things may slide and fade; some readers get sick of it. */
export function useMotion(): boolean {
  return useSyncExternalStore(subscribeStillness, () => !matchMedia(asksForStillness).matches);
}
