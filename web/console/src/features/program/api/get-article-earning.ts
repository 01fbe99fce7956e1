import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type GoodsEarning = Schemas["GoodsEarning"];

/** What the rule in force says of an article. */
export function articleEarningQuery(id: Id) {
  return queryOptions({
    queryKey: ["program", "earning", "article", id],
    queryFn: ({ signal }) => {
      const params = { path: { id } };
      return answer(api.GET("/api/v1/program/earning/articles/{id}", { params, signal }));
    },
  });
}
