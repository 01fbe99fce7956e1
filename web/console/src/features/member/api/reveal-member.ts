import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type Revealed = Schemas["Revealed"];

/**
 * Reads a member's name, phone and e-mail in full. Each call is written to the
 * audit trail with its reason, so the answer must never be cached or prefetched.
 */
export function revealMember(id: Id, reason: string): Promise<Revealed> {
  return answer(
    api.POST("/api/v1/members/{id}/reveal", { params: { path: { id } }, body: { reason } }),
  );
}
