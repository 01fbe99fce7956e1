import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCommas, freshFor } from "./ask";

export type Sold = Schemas["SoldArticles"];

/** What was sold of the articles, a page of them at most, in a period; without one, in the 30 days until yesterday. */
export function soldQuery(articles: readonly Id[], period: { from?: string; until?: string } = {}) {
  const query = { article: [...articles], ...period };
  return queryOptions({
    queryKey: ["insight", "sold", query],
    queryFn: ({ signal }) => {
      return answer(
        api.GET("/api/v1/insight/articles/sold", { params: { query }, ...byCommas, signal }),
      );
    },
    enabled: articles.length > 0,
    staleTime: freshFor,
    placeholderData: keepPreviousData,
  });
}
