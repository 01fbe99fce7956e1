import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type LadderVersion = Schemas["LadderVersion"];

/** The ladder in force: published seldom, asked for by many pages. */
export const ladderQuery = queryOptions({
  queryKey: ["tier", "ladder"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/tiers/ladder", { signal })),
  staleTime: 5 * 60_000,
});
