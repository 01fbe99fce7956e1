import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Category = Schemas["Category"];

/** The whole tree: there are hundreds, rarely thousands. */
export const categoriesQuery = queryOptions({
  queryKey: ["catalog", "categories"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/catalog/categories", { signal })),
});
