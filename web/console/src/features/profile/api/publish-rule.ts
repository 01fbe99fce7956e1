import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { RuleVersion } from "./get-rule";

/** Publishes alone, where nobody else could look. */
export function publishRule(version: number, body: Schemas["Publishing"]): Promise<RuleVersion> {
  return answer(
    api.POST("/api/v1/profile/rule/versions/{version}/publish", {
      params: { path: { version } },
      body,
    }),
  );
}
