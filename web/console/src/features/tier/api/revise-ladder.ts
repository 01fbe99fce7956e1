import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { LadderVersion } from "./get-ladder";

interface Revision {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
  readonly body: Schemas["TierLadder"];
}

export function reviseLadder({ version, ...body }: Revision): Promise<LadderVersion> {
  return answer(
    api.PUT("/api/v1/tiers/ladder/versions/{version}", { params: { path: { version } }, body }),
  );
}
