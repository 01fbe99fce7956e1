import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { Article } from "./list-articles";

export type TradeFields = Omit<Schemas["ArticleTradeChange"], "version">;

/** Changes what a basket must know of an article, as it was seen. */
export function editTrade(id: Id, version: number, fields: TradeFields): Promise<Article> {
  return answer(
    api.PUT("/api/v1/catalog/articles/{id}/trade", {
      params: { path: { id } },
      body: { ...fields, version },
    }),
  );
}

export const taxClassesQuery = queryOptions({
  queryKey: ["catalog", "tax-classes"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/catalog/tax-classes", { signal })),
});

export const attributesQuery = queryOptions({
  queryKey: ["catalog", "attributes"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/catalog/attributes", { signal })),
});
