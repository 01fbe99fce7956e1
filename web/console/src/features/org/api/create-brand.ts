import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { OrgBrand } from "./list-brands";

export function createOrgBrand(body: Schemas["NewNamed"]): Promise<OrgBrand> {
  return answer(api.POST("/api/v1/org/brands", { body }));
}
