import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type PostingProof = Schemas["PostingProof"];

/** What shows that a posting is in the signed log. */
export function proofQuery(member: Id, posting: Id) {
  return queryOptions({
    queryKey: ["ledger", "proof", member, posting],
    queryFn: ({ signal }) => {
      const params = { path: { id: member, posting } };
      return answer(api.GET("/api/v1/members/{id}/postings/{posting}/proof", { params, signal }));
    },
  });
}
