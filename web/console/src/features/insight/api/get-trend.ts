import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor, type InsightAsk } from "./ask";

export type Trend = Schemas["InsightTrend"];
export type Split = Trend["split"];

/** How sales went, piece by piece, whole or divided. */
export function trendQuery(ask: InsightAsk, by: Trend["by"], split: Split) {
  const query = { ...ask, by, split };
  return queryOptions({
    queryKey: ["insight", "trend", query],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/insight/trend", { params: { query }, ...byCommas, signal }));
    },
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
