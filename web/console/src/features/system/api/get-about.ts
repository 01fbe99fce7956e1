import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { beatMs } from "./beat";

export type About = Schemas["About"];

/** Which program runs on what, and how its parts stand. */
export const aboutQuery = queryOptions({
  queryKey: ["system", "about"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/about", { signal })),
  staleTime: 0, // an operator wants what is, not what was
  refetchInterval: beatMs.calm,
});
