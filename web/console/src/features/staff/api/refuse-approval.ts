import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function refuseApproval(id: Id, reason: string): Promise<Schemas["Approval"]> {
  return answer(
    api.POST("/api/v1/approvals/{id}/refuse", { params: { path: { id } }, body: { reason } }),
  );
}
