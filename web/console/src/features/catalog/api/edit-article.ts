import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Article } from "./list-articles";

export type ArticleFields = Omit<Schemas["ArticleChange"], "version">;

/** Changes an article as it was seen; refused where somebody else was first. */
export function editArticle(id: Id, version: number, fields: ArticleFields): Promise<Article> {
  return answer(
    api.PUT("/api/v1/catalog/articles/{id}", {
      params: { path: { id } },
      body: { ...fields, version },
    }),
  );
}
