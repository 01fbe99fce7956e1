import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { GoodsBrand } from "./list-brands";

export function createGoodsBrand(body: Schemas["NewNamed"]): Promise<GoodsBrand> {
  return answer(api.POST("/api/v1/catalog/brands", { body }));
}
