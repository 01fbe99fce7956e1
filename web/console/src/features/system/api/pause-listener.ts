import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Has a listener told nothing until it is let go on. */
export function pauseListener(listener: string, reason: string) {
  return answer(
    api.POST("/api/v1/system/listeners/{listener}/pause", {
      params: { path: { listener } },
      body: { reason },
    }),
  );
}
