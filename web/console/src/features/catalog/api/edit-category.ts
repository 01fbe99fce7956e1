import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Category } from "./list-categories";

export type CategoryFields = Omit<Schemas["CategoryChange"], "version">;

/** Renames, moves or orders a category as it was seen. */
export function editCategory(id: Id, version: number, fields: CategoryFields): Promise<Category> {
  return answer(
    api.PUT("/api/v1/catalog/categories/{id}", {
      params: { path: { id } },
      body: { ...fields, version },
    }),
  );
}
