import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor, type InsightAsk } from "./ask";

export type Tiers = Schemas["InsightTiers"];

/** Who stood on which level at both ends of a period. */
export function tiersQuery(query: InsightAsk) {
  return queryOptions({
    queryKey: ["insight", "tiers", query],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/insight/tiers", { params: { query }, ...byCommas, signal }));
    },
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
