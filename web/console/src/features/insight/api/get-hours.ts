import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor, type InsightAsk } from "./ask";

export type Hours = Schemas["InsightHours"];

/** When in the week is bought. */
export function hoursQuery(query: InsightAsk) {
  return queryOptions({
    queryKey: ["insight", "hours", query],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/insight/hours", { params: { query }, ...byCommas, signal }));
    },
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
