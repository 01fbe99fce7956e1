import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Refresh = Schemas["Refresh"];

const look = 1500;

/** isOpen says whether a refresh waits or runs. */
export function isOpen(refresh: Refresh | undefined): boolean {
  return refresh?.status === "waiting" || refresh?.status === "running";
}

/** How far the latest refresh is; asked again and again while it goes on. */
export const refreshQuery = queryOptions({
  queryKey: ["profile", "refresh"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/profile/refresh", { signal })),
  retry: false,
  refetchInterval: ({ state }) => (isOpen(state.data) ? look : false),
});
