import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type PostingRecord = Schemas["PostingRecord"];

/** A posting with all that hangs on it; at once where its member is named. */
export function postingQuery(id: Id, member?: Id) {
  return queryOptions({
    queryKey: ["ledger", "posting", id, member],
    queryFn: ({ signal }) => {
      const query = member === undefined ? {} : { member_id: member };
      return answer(
        api.GET("/api/v1/ledger/postings/{id}", { params: { path: { id }, query }, signal }),
      );
    },
  });
}
