import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type Listener = Schemas["Listener"];

/** Who hears notices, and what each still has to hear. */
export const listenersQuery = queryOptions({
  queryKey: ["system", "listeners"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/listeners", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: beatMs.calm,
});
