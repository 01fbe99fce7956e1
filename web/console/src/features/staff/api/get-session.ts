import { answer } from "@habitue/kit/api/client";
import { asProblem } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Session = Schemas["Session"];
export type SignedInStaff = Schemas["SignedInStaff"];

/** The session of this browser, or null where nobody is signed in. */
async function getSession(): Promise<Session | null> {
  try {
    return await answer(api.GET("/api/v1/session"));
  } catch (thrown) {
    if (asProblem(thrown).kind === "signed-out") return null;
    throw thrown;
  }
}

export const sessionQuery = queryOptions({
  queryKey: ["staff", "session"],
  queryFn: getSession,
  staleTime: Number.POSITIVE_INFINITY,
});
