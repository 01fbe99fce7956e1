import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Kind } from "../fields";

/** Forgets a mapping that was saved; files that were read with it stay as they are. */
export function deleteMapping(kind: Kind, name: string) {
  return answer(
    api.DELETE("/api/v1/intake/mappings/{name}", { params: { path: { name }, query: { kind } } }),
  );
}
