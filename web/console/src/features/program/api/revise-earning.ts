import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { EarningRule } from "./get-earning";

interface Revision {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
  readonly body: Schemas["ProgramRule"];
}

export function reviseEarning({ version, ...body }: Revision): Promise<EarningRule> {
  return answer(
    api.PUT("/api/v1/program/earning/versions/{version}", { params: { path: { version } }, body }),
  );
}
