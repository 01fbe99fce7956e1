import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { LatePolicy } from "./get-late-policy";

/** Lets other bounds hold for late entries, from the next one on. */
export function saveLatePolicy(body: LatePolicy): Promise<LatePolicy> {
  return answer(api.PUT("/api/v1/orders/late/policy", { body }));
}
