import { answer } from "@habitue/kit/api/client";
import { api } from "../../../lib/api";
import type { Region } from "./list-regions";

/** Deletes a region that holds nothing. */
export async function deleteRegion({ id, version }: Region): Promise<void> {
  await answer(
    api.DELETE("/api/v1/org/regions/{id}", { params: { path: { id }, query: { version } } }),
  );
}
