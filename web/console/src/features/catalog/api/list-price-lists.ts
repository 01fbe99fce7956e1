import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type PriceList = Schemas["PriceList"];

export const priceListsQuery = queryOptions({
  queryKey: ["catalog", "price-lists"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/catalog/price-lists", { signal })),
});

export function priceListQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "price-lists", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/catalog/price-lists/{id}", { params: { path: { id } }, signal })),
  });
}
