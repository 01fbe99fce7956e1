import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

/** Approves the very draft whose hash was looked at. */
export function approveApproval(id: Id, hash: string): Promise<Schemas["Approval"]> {
  return answer(
    api.POST("/api/v1/approvals/{id}/approve", { params: { path: { id } }, body: { hash } }),
  );
}
