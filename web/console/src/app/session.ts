import type { QueryClient } from "@tanstack/react-query";
import { type Session, sessionQuery } from "../features/staff/api/get-session";
import { forgetRecent } from "./frame/palette/recent";
import type { ConsoleRouter } from "./router";

/** Why somebody stands at the sign-in page; it greets them accordingly. */
export type Leaving = "expired" | "signed-out";

/**
 * leaveForSignIn forgets everything the signed-out person could see, and keeps
 * where they were only when the session ended under them.
 */
export function leaveForSignIn(
  router: ConsoleRouter,
  queryClient: QueryClient,
  leaving: Leaving,
): void {
  if (router.state.location.pathname === "/sign-in") return;
  const next = leaving === "expired" ? router.state.location.href : undefined;
  forgetRecent();
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: "/sign-in", search: { leaving, next } }).then(() => {
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== "session" });
  });
}

/** enterWith starts a session whose person was just recognised. */
export function enterWith(queryClient: QueryClient, session: Session): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
}
