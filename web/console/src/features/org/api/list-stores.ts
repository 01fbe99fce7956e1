import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Store = Schemas["Store"];

/** More stores than anybody picks from a list; the API gives this many at a time. */
const most = 200;

/** The stores to choose from. */
export const storesQuery = queryOptions({
  queryKey: ["org", "stores", "choice"],
  queryFn: ({ signal }) => {
    return answer(api.GET("/api/v1/org/stores", { params: { query: { limit: most } }, signal }));
  },
  staleTime: 10 * 60_000,
});
