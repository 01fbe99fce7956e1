import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export async function revokeKey(id: Id): Promise<void> {
  await answer(api.DELETE("/api/v1/staff/keys/{id}", { params: { path: { id } } }));
}
