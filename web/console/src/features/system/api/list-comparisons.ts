import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type ComparisonRun = Schemas["ComparisonRun"];

/** The latest comparisons of the replica with the database. */
export const comparisonsQuery = queryOptions({
  queryKey: ["system", "comparisons"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/comparisons", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ ended_at }) => !ended_at) ? beatMs.busy : beatMs.calm,
});
