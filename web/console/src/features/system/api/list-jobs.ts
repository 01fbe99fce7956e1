import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type Job = Schemas["Job"];

/** What happens because of the time alone; what runs is watched. */
export const jobsQuery = queryOptions({
  queryKey: ["system", "jobs"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/jobs", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: ({ state }) =>
    state.data?.items.some((job) => job.state !== "resting") ? beatMs.busy : beatMs.calm,
});
