import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function cancelRun(id: Id) {
  return answer(api.POST("/api/v1/intake/runs/{id}/cancel", { params: { path: { id } } }));
}
