import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Has everything that is parked of a listener heard again. */
export function retryListener(listener: string) {
  return answer(
    api.POST("/api/v1/system/listeners/{listener}/retry", {
      params: { path: { listener } },
    }),
  );
}
