import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function deleteView(id: Id) {
  return answer(api.DELETE("/api/v1/session/views/{id}", { params: { path: { id } } }));
}
