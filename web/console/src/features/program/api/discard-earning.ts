import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";

/** Throws a draft of the earning rule away; refused where somebody else has changed it since. */
export function discardEarning({
  version,
  hash,
}: {
  version: number;
  hash: string;
}): Promise<unknown> {
  const params = { path: { version }, query: { hash } };
  return answer(api.DELETE("/api/v1/program/earning/versions/{version}", { params }));
}
