/** What was opened lately: where it leads and what it was called there. No names of people. */
export interface Recent {
  readonly href: string;
  readonly label: string;
}

const key = "habitue.recent";
const most = 5;

/** readRecent gives what this tab opened lately, the last first. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

export function keepRecent(opened: Recent): void {
  const others = readRecent().filter(({ href }) => href !== opened.href);
  sessionStorage.setItem(key, JSON.stringify([opened, ...others].slice(0, most)));
}

/** forgetRecent is for the next person at this desk. */
export function forgetRecent(): void {
  sessionStorage.removeItem(key);
}

function isRecent(kept: unknown): kept is Recent {
  const { href, label } = (kept ?? {}) as Partial<Recent>;
  return typeof href === "string" && href.startsWith("/") && typeof label === "string";
}
