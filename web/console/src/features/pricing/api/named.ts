import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** What rules name that has no list of its own: exclusion groups, and labels of members. */
export const namedQuery = queryOptions({
  queryKey: ["pricing", "choices"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/promotions/choices", { signal })),
});
