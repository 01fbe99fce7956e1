import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Channel = Schemas["Channel"];

/** The channels to choose from: all of them. */
export const channelsQuery = queryOptions({
  queryKey: ["org", "channels", "choice"],
  queryFn: ({ signal }) => {
    return answer(api.GET("/api/v1/org/channels", { signal }));
  },
  staleTime: 10 * 60_000,
});
