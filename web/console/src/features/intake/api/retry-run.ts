import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function retryRun(id: Id) {
  return answer(api.POST("/api/v1/intake/runs/{id}/retry", { params: { path: { id } } }));
}
