import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Has a job run as soon as somebody is free. */
export function runJob(job: string) {
  return answer(
    api.POST("/api/v1/system/jobs/{job}/run", {
      params: { path: { job } },
    }),
  );
}
