import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export function setStores(id: Id, stores: string[], reason: string): Promise<Schemas["Account"]> {
  return answer(
    api.PUT("/api/v1/staff/accounts/{id}/stores", {
      params: { path: { id } },
      body: { stores, reason },
    }),
  );
}
