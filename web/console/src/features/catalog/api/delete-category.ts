import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Category } from "./list-categories";

/** Deletes a category that holds nothing. */
export async function deleteCategory({ id, version }: Category): Promise<void> {
  await answer(
    api.DELETE("/api/v1/catalog/categories/{id}", { params: { path: { id }, query: { version } } }),
  );
}
