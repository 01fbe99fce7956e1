import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

/** What shows that the log continues itself as it was at an earlier size. */
export function getConsistency(from: number): Promise<Schemas["Consistency"]> {
  return answer(api.GET("/api/v1/ledger/checkpoint/consistency", { params: { query: { from } } }));
}
