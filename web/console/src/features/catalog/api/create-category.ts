import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Category } from "./list-categories";

export function createCategory(body: Schemas["NewCategory"]): Promise<Category> {
  return answer(api.POST("/api/v1/catalog/categories", { body }));
}
