import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Run = Schemas["Run"];

/** What still runs is looked at again and again; what has ended stays as it is. */
const beatMs = 2_000;

export const runsQuery = infiniteQueryOptions({
  queryKey: ["intake", "runs"],
  queryFn: ({ pageParam: cursor, signal }) => {
    const query = { cursor, limit: pageSize };
    return answer(api.GET("/api/v1/intake/runs", { params: { query }, signal }));
  },
  staleTime: 0, // whoever comes back looks for what he has just begun
  refetchInterval: ({ state }) => {
    const runs = state.data?.pages.flatMap(({ items }) => items) ?? [];
    return runs.some(({ finished_at }) => !finished_at) ? beatMs : false;
  },
  ...byCursor,
});
