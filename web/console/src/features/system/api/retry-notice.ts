import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

/** Has a parked notice heard again. */
export function retryNotice(listener: string, id: Id) {
  return answer(
    api.POST("/api/v1/system/listeners/{listener}/notices/{id}/retry", {
      params: { path: { listener, id } },
    }),
  );
}
