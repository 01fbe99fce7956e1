import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { GoodsBrand } from "./list-brands";

export function renameGoodsBrand(id: Id, body: Schemas["NamedChange"]): Promise<GoodsBrand> {
  return answer(api.PUT("/api/v1/catalog/brands/{id}", { params: { path: { id } }, body }));
}
