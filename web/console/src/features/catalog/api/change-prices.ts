import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { PriceChange } from "./list-prices";

export type PriceEdits = Schemas["PriceEdits"];
export type PriceChanged = Schemas["PriceChanged"];

/** Changes prices, all or none. The key is the attempt's. */
export function changePrices(id: Id, key: string, body: PriceEdits): Promise<PriceChanged> {
  const params = { path: { id }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/catalog/price-lists/{id}/prices", { params, body }));
}

/** What changing prices would come to; nothing is written. */
export function tryingPrices(id: Id, body: PriceEdits | undefined) {
  return queryOptions({
    queryKey: ["trying-prices", id, body],
    queryFn: ({ signal }): Promise<PriceChanged> => {
      const params = { path: { id }, query: { dry_run: true } };
      return answer(
        api.POST("/api/v1/catalog/price-lists/{id}/prices", {
          params,
          body: body as PriceEdits,
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

/** Takes a change back, as long as nobody has changed the same prices since. */
export function undoPrices(id: Id, key: string): Promise<PriceChange> {
  const params = { path: { id }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/catalog/price-changes/{id}/undo", { params }));
}
