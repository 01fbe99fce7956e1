import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";

export type Filings = Schemas["ArticleFilings"];

/** Files all of the articles or none. The answer is the request that takes it back. */
export function fileArticles(body: Filings): Promise<Filings> {
  return answer(api.POST("/api/v1/catalog/articles/file", { body }));
}
