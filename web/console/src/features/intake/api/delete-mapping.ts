import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

export function deleteMapping(name: string) {
  return answer(api.DELETE("/api/v1/intake/mappings/{name}", { params: { path: { name } } }));
}
