import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type ComparedArticle = Schemas["ComparedArticle"];

export function articlePricesQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "articles", id, "prices"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/catalog/articles/{id}/prices", { params: { path: { id } }, signal })),
  });
}

export function articleStockQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "articles", id, "stock"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/catalog/articles/{id}/stock", { params: { path: { id } }, signal })),
  });
}

export function articleVariantsQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "articles", id, "variants"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/catalog/articles/{id}/variants", { params: { path: { id } }, signal }),
      ),
  });
}

export function articleChannelsQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "articles", id, "channels"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/catalog/articles/{id}/channels", { params: { path: { id } }, signal }),
      ),
  });
}
