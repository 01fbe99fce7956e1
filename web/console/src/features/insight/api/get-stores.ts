import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { freshFor } from "./ask";

export type StoresFigures = Schemas["StoresFigures"];
export type StoreFigures = Schemas["StoreFigures"];

/** How each store did in the 30 days until yesterday. */
export const storesFiguresQuery = queryOptions({
  queryKey: ["insight", "stores"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/insight/stores", { signal })),
  staleTime: freshFor,
});
