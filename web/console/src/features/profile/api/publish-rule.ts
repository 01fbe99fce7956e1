import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Lets a drafted version hold from now on. */
export function publishRule(version: number) {
  return answer(
    api.POST("/api/v1/profile/rule/versions/{version}/publish", {
      params: { path: { version } },
      body: {},
    }),
  );
}
