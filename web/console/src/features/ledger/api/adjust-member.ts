import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type NewAdjustment = Schemas["NewAdjustment"];
export type AdjustmentOutcome = Schemas["AdjustmentOutcome"];

/** Adjusts by hand, or asks for it. The key is the attempt's: sent again, it gets the first answer. */
export function adjustMember(id: Id, key: string, body: NewAdjustment): Promise<AdjustmentOutcome> {
  const params = { path: { id }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/members/{id}/adjustments", { params, body }));
}

/** What adjusting would come to; nothing is written. */
export function adjustingQuery(id: Id, body: NewAdjustment | undefined) {
  return queryOptions({
    queryKey: ["adjusting", id, body],
    queryFn: ({ signal }): Promise<AdjustmentOutcome> => {
      const params = { path: { id }, query: { dry_run: true } };
      return answer(
        api.POST("/api/v1/members/{id}/adjustments", {
          params,
          body: body as NewAdjustment,
          signal,
        }),
      );
    },
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}
