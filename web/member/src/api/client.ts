import { createApi } from "@habitue/kit/api/client";
import { spokenLanguage } from "../app/language";

/** Where signing in happens; a 401 there is an answer and not a session that ended. */
const sessionAddress = "/api/v1/me/session";

const signedOut = new Set<() => void>();

/** onSignedOut tells when the server no longer knows us; it gives back how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export const api = createApi({
  language: spokenLanguage,
  sessionAddress,
  onSignedOut: () => {
    for (const listener of signedOut) listener();
  },
  fetch: renewing((request) => globalThis.fetch(request)),
});

type Ask = (request: Request) => Promise<Response>;

/**
 * renewing asks again with a new session where the old one's quarter of an hour is
 * over. Pages ask for several things at once; the session is renewed once for all.
 */
export function renewing(ask: Ask): Ask {
  let renewal: Promise<boolean> | null = null;
  const renew = () => {
    renewal ??= ask(
      new Request(new URL(`${sessionAddress}/renew`, location.origin), { method: "POST" }),
    )
      .then(async (answer) => {
        await answer.text(); // unread, it would hold its connection
        return answer.ok;
      })
      .finally(() => {
        renewal = null;
      });
    return renewal;
  };
  return async (request) => {
    const again = request.clone(); // its body is read by the first try
    const answer = await ask(request);
    const ours = new URL(request.url).pathname;
    if (answer.status !== 401 || (ours.startsWith(sessionAddress) && request.method !== "DELETE")) {
      return answer;
    }
    if (!(await renew())) return answer;
    await answer.text();
    return ask(again);
  };
}
