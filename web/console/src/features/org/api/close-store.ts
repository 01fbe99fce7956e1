import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Store } from "./list-stores";

export function closeStore(id: Id, body: Schemas["StoreClosing"]): Promise<Store> {
  return answer(api.POST("/api/v1/org/stores/{id}/close", { params: { path: { id } }, body }));
}
