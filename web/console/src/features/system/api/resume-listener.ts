import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Lets a listener go on. */
export function resumeListener(listener: string) {
  return answer(
    api.POST("/api/v1/system/listeners/{listener}/resume", {
      params: { path: { listener } },
    }),
  );
}
