import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Rule, RuleVersion } from "./get-rule";

interface Revision {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
  readonly body: Rule;
}

export function reviseRule({ version, ...body }: Revision): Promise<RuleVersion> {
  return answer(
    api.PUT("/api/v1/profile/rule/versions/{version}", { params: { path: { version } }, body }),
  );
}
