import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function disableAccount(id: Id, reason: string): Promise<Schemas["Account"]> {
  return answer(
    api.POST("/api/v1/staff/accounts/{id}/disable", { params: { path: { id } }, body: { reason } }),
  );
}
