import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { LadderVersion } from "./get-ladder";

export function draftLadder(body: Schemas["TierLadder"]): Promise<LadderVersion> {
  return answer(api.POST("/api/v1/tiers/ladder/versions", { body: { body } }));
}
