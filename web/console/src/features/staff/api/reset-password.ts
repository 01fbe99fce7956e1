import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

/** Gives a password for the next sign-in only; it is shown this once and must not be cached. */
export function resetPassword(id: Id, reason: string): Promise<Schemas["MadeAccount"]> {
  return answer(
    api.POST("/api/v1/staff/accounts/{id}/password", {
      params: { path: { id } },
      body: { reason },
    }),
  );
}
