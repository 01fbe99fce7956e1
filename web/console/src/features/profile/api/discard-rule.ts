import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Throws a draft of the rule of value classes away; refused where somebody else has changed it since. */
export function discardRule({
  version,
  hash,
}: {
  version: number;
  hash: string;
}): Promise<unknown> {
  const params = { path: { version }, query: { hash } };
  return answer(api.DELETE("/api/v1/profile/rule/versions/{version}", { params }));
}
