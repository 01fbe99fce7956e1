import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type Receipt = Schemas["Receipt"];
export type LateEntry = Schemas["LateEntry"];

/** Attaches a receipt to a member. The key is the attempt's: sent again, it gets the first answer. */
export function attachOrder(id: Id, receipt: Receipt, key: string): Promise<LateEntry> {
  return answer(
    api.POST("/api/v1/orders/{id}/attach", {
      params: { path: { id }, header: { "Idempotency-Key": key } },
      body: receipt,
    }),
  );
}
