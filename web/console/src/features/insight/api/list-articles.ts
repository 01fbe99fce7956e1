import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor, type InsightAsk } from "./ask";

export type Articles = Schemas["InsightArticles"];
export type ArticleRank = Articles["rank"];

const most = 10;

/** What sold most. */
export function articlesQuery(ask: InsightAsk, rank: ArticleRank) {
  const query = { ...ask, rank, limit: most };
  return queryOptions({
    queryKey: ["insight", "articles", query],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/insight/articles", { params: { query }, ...byCommas, signal }),
      );
    },
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
