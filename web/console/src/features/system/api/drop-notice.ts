import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

/** Gives a parked notice up for ever. */
export function dropNotice(listener: string, id: Id, reason: string) {
  return answer(
    api.POST("/api/v1/system/listeners/{listener}/notices/{id}/drop", {
      params: { path: { listener, id } },
      body: { reason },
    }),
  );
}
