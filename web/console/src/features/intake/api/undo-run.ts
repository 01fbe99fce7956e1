import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

/** What keeps an import from being taken back; nothing: it can be. */
export function hindrancesOf(id: Id) {
  return answer(api.GET("/api/v1/intake/runs/{id}/hindrances", { params: { path: { id } } }));
}

export function undoRun(id: Id) {
  return answer(api.POST("/api/v1/intake/runs/{id}/undo", { params: { path: { id } } }));
}
