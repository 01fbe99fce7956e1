import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type NewAccount = Schemas["NewAccount"];
export type MadeAccount = Schemas["MadeAccount"];

/** Invites somebody. The answer holds a password that is shown this once and must not be cached. */
export function createAccount(account: NewAccount): Promise<MadeAccount> {
  return answer(api.POST("/api/v1/staff/accounts", { body: account }));
}
