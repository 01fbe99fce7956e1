import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Article } from "./list-articles";

export function createArticle(body: Schemas["NewArticle"]): Promise<Article> {
  return answer(api.POST("/api/v1/catalog/articles", { body }));
}
