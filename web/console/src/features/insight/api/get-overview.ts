import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor, type InsightAsk } from "./ask";

export type Overview = Schemas["InsightOverview"];
export type Figure = Schemas["InsightFigure"];

/** The figures of a period; those of the period before stay until they come. */
export function overviewQuery(query: InsightAsk) {
  return queryOptions({
    queryKey: ["insight", "overview", query],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/insight/overview", { params: { query }, ...byCommas, signal }),
      );
    },
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
