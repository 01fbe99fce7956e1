import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function deleteFile(id: Id) {
  return answer(api.DELETE("/api/v1/intake/files/{id}", { params: { path: { id } } }));
}
