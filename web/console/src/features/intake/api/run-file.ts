import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type FileRun = Schemas["FileRun"];

/** Tries a file, or brings it in. */
export function runFile(id: Id, body: FileRun) {
  return answer(api.POST("/api/v1/intake/files/{id}/runs", { params: { path: { id } }, body }));
}
