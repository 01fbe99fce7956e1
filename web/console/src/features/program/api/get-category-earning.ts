import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** What the rule in force says of the goods of a category. */
export function categoryEarningQuery(id: Id) {
  return queryOptions({
    queryKey: ["program", "earning", "category", id],
    queryFn: ({ signal }) => {
      const params = { path: { id } };
      return answer(api.GET("/api/v1/program/earning/categories/{id}", { params, signal }));
    },
  });
}
