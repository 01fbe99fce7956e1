import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function withdrawApproval(id: Id): Promise<Schemas["Approval"]> {
  return answer(api.POST("/api/v1/approvals/{id}/withdraw", { params: { path: { id } } }));
}
