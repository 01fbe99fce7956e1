import { createApi } from "@habitue/kit/api/client";

const listeners = new Set<() => void>();

/** The client of every request file. It asks in the language the page is shown in. */
export const api = createApi({
  language: () => document.documentElement.lang,
  onSignedOut: () => {
    for (const listener of listeners) listener();
  },
});

/** onSignedOut hears when a request was refused because the session is over. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
