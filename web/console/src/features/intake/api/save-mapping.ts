import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Kind } from "../fields";
import type { Mapping } from "./inspect-file";

export function saveMapping(kind: Kind, name: string, body: Mapping) {
  return answer(
    api.PUT("/api/v1/intake/mappings/{name}", {
      params: { path: { name }, query: { kind } },
      body,
    }),
  );
}
