import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { ArticleFilter } from "../filter";

export type Article = Schemas["Article"];

export function articlesQuery(filter: ArticleFilter) {
  return infiniteQueryOptions({
    queryKey: ["catalog", "articles", "list", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/catalog/articles", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
