import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type LadderTried = Schemas["LadderTried"];

/** Tries a body on the histories of all members. Keeps nothing. */
export function previewLadder(body: Schemas["TierLadder"]): Promise<LadderTried> {
  return answer(api.POST("/api/v1/tiers/ladder/preview", { body: { body } }));
}
