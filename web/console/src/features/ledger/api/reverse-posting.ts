import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";

export type Reversal = Schemas["NewReversal"];

/** Undoes a posting, in part or whole. The key is the attempt's: sent again, it gets the first answer. */
export function reversePosting(id: Id, body: Reversal): Promise<Schemas["Posting"]> {
  return answer(
    api.POST("/api/v1/ledger/postings/{id}/reverse", { params: { path: { id } }, body }),
  );
}
