import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type PricedArticle = Schemas["PricedArticle"];
export type ArticlePrice = Schemas["ArticlePrice"];
export type PriceChange = Schemas["PriceChange"];

export function pricesQuery(id: Id, q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ["catalog", "prices", id, q],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id }, query: { ...(q && { q }), cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/catalog/price-lists/{id}/prices", { params, signal }));
    },
    ...byCursor,
  });
}

export function priceChangesQuery(id: Id) {
  return infiniteQueryOptions({
    queryKey: ["catalog", "prices", id, "changes"],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id }, query: { cursor, limit: 20 } };
      return answer(api.GET("/api/v1/catalog/price-lists/{id}/changes", { params, signal }));
    },
    ...byCursor,
  });
}
