import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import type { Store } from "./list-stores";

export function createStore(body: Schemas["NewStore"]): Promise<Store> {
  return answer(api.POST("/api/v1/org/stores", { body }));
}
