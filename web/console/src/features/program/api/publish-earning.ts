import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { EarningRule } from "./get-earning";

/** Publishes alone, where nobody else could look. */
export function publishEarning(version: number, body: Schemas["Publishing"]): Promise<EarningRule> {
  return answer(
    api.POST("/api/v1/program/earning/versions/{version}/publish", {
      params: { path: { version } },
      body,
    }),
  );
}
