import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Session } from "./get-session";

export type Credentials = Schemas["SignIn"];

export function signIn(credentials: Credentials): Promise<Session> {
  return answer(api.POST("/api/v1/session", { body: credentials }));
}
