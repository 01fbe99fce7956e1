import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export function articleQuery(id: Id) {
  return queryOptions({
    queryKey: ["catalog", "articles", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/catalog/articles/{id}", { params: { path: { id } }, signal }));
    },
  });
}
