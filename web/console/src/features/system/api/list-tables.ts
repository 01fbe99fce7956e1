import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type TableSize = Schemas["TableSize"];

/** How large every table is. */
export const tablesQuery = queryOptions({
  queryKey: ["system", "tables"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/tables", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: false,
});
