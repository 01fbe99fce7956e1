import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type AdjustReason = Schemas["AdjustReason"];

/** Why staff adjust by hand, in the order in which they choose. */
export const adjustReasonsQuery = queryOptions({
  queryKey: ["ledger", "adjust-reasons"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/ledger/adjust-reasons", { signal })),
});

/** Replaces the list; one that is taken off keeps its name in what was adjusted by it. */
export function saveAdjustReasons(items: AdjustReason[]): Promise<Schemas["AdjustReasons"]> {
  return answer(api.PUT("/api/v1/ledger/adjust-reasons", { body: { items } }));
}
