import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type Replica = Schemas["Replica"];

/** How the replica stands; one that is being made is watched. */
export const replicaQuery = queryOptions({
  queryKey: ["system", "replica"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/replica", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: ({ state }) => (state.data?.state === "building" ? beatMs.busy : beatMs.calm),
});
