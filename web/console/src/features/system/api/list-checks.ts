import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type CheckRun = Schemas["CheckRun"];

/** The latest runs of the proofs; one that goes on is watched. */
export const checksQuery = queryOptions({
  queryKey: ["system", "checks"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/checks", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ ended_at }) => !ended_at) ? beatMs.busy : beatMs.calm,
});
