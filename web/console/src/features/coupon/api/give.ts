import { answer } from "@habitue/kit/api/client";
import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type NewHandout = Schemas["NewHandout"];
export type Handout = Schemas["Handout"];
export type Batch = Schemas["Batch"];

/** Why staff hand out or cancel coupons. */
export const couponReasonsQuery = queryOptions({
  queryKey: ["coupon", "reasons"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/coupons/reasons", { signal })),
});

/** Hands coupons out, or asks for it. The key is the attempt's. */
export function handOut(key: string, body: NewHandout): Promise<Handout> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/coupons/handouts", { params, body }));
}

/** What handing out would come to; nothing is written. */
export function planQuery(body: NewHandout | undefined) {
  return queryOptions({
    queryKey: ["coupon", "plan", body],
    queryFn: ({ signal }): Promise<Handout> =>
      answer(
        api.POST("/api/v1/coupons/handouts", {
          params: { query: { dry_run: true } },
          body: body as NewHandout,
          signal,
        }),
      ),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}

/** Codes of a template that were ordered together; asked again while some are made. */
export function batchesQuery(template: Id) {
  return infiniteQueryOptions({
    queryKey: ["coupon", "batches", template],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { template }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/coupons/templates/{template}/batches", { params, signal }));
    },
    ...byCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === "making"))
        ? 2000
        : false,
  });
}

export function orderCodes(template: Id, key: string, body: Schemas["NewBatch"]): Promise<Batch> {
  const params = { path: { template }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/coupons/templates/{template}/batches", { params, body }));
}

/** Fetches the codes of a batch as a file; who did it and why is in the trail. */
export async function exportCodes(batch: Id, reason: string): Promise<Blob> {
  const { data, error, response } = await api.POST("/api/v1/coupons/batches/{batch}/export", {
    params: { path: { batch } },
    body: { reason, address: location.origin },
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as unknown as Blob;
}
