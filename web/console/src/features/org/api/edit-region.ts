import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Region } from "./list-regions";

/** Renames or moves a region as it was seen. */
export function editRegion(id: Id, body: Schemas["RegionChange"]): Promise<Region> {
  return answer(api.PUT("/api/v1/org/regions/{id}", { params: { path: { id } }, body }));
}
