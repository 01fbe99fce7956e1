import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { OrgBrand } from "./list-brands";

export function renameOrgBrand(id: Id, body: Schemas["NamedChange"]): Promise<OrgBrand> {
  return answer(api.PUT("/api/v1/org/brands/{id}", { params: { path: { id } }, body }));
}
