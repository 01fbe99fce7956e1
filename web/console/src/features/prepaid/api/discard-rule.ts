import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Throws a draft of the rule away; refused where somebody else has changed it since. */
export function discardPrepaidRule(draft: { version: number; hash: string }): Promise<unknown> {
  const params = { path: { version: draft.version }, query: { hash: draft.hash } };
  return answer(api.DELETE("/api/v1/prepaid/rule/versions/{version}", { params }));
}
