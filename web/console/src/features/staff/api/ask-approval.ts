import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type NewApproval = Schemas["NewApproval"];

export function askApproval(asking: NewApproval): Promise<Schemas["Approval"]> {
  return answer(api.POST("/api/v1/approvals", { body: asking }));
}
