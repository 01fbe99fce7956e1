import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export function storeQuery(id: Id) {
  return queryOptions({
    queryKey: ["org", "stores", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/org/stores/{id}", { params: { path: { id } }, signal }));
    },
  });
}
