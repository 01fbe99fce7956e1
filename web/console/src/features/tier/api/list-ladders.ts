import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** Every version, the newest first. There are tens, not thousands. */
export const laddersQuery = queryOptions({
  queryKey: ["tier", "ladder", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/tiers/ladder/versions", { signal })),
});
