import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Region } from "./list-regions";

export function createRegion(body: Schemas["NewRegion"]): Promise<Region> {
  return answer(api.POST("/api/v1/org/regions", { body }));
}
