import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type EarningRule = Schemas["EarningRule"];

/** The earning rule in force. */
export const earningQuery = queryOptions({
  queryKey: ["program", "earning"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/program/earning", { signal })),
});
