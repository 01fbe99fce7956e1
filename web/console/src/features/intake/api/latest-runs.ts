import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

const most = 10;
const beatMs = 2_000;
/** How soon an import that a colleague began elsewhere is seen. */
const idleMs = 30_000;

/** The latest imports, followed from every page. */
export const latestRunsQuery = queryOptions({
  queryKey: ["intake", "latest"],
  queryFn: ({ signal }) => {
    return answer(api.GET("/api/v1/intake/runs", { params: { query: { limit: most } }, signal }));
  },
  retry: false,
  refetchInterval: ({ state }) => {
    return state.data?.items.some(({ finished_at }) => !finished_at) ? beatMs : idleMs;
  },
});
