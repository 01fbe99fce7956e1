import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { Store } from "./list-stores";

export type StoreFields = Omit<Schemas["StoreChange"], "version">;

/** Changes a store as it was seen; refused where somebody else was first. */
export function editStore(id: Id, version: number, fields: StoreFields): Promise<Store> {
  const body = { ...fields, version };
  return answer(api.PUT("/api/v1/org/stores/{id}", { params: { path: { id } }, body }));
}
