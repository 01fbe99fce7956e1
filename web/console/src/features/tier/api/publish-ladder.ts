import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { LadderVersion } from "./get-ladder";

/** Publishes alone, where nobody else could look. */
export function publishLadder(
  version: number,
  body: Schemas["Publishing"],
): Promise<LadderVersion> {
  return answer(
    api.POST("/api/v1/tiers/ladder/versions/{version}/publish", {
      params: { path: { version } },
      body,
    }),
  );
}
