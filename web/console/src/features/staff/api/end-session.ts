import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export async function endSession(id: Id, session: string): Promise<void> {
  await answer(
    api.DELETE("/api/v1/staff/accounts/{id}/sessions/{session}", {
      params: { path: { id, session } },
    }),
  );
}
