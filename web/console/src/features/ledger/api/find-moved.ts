import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { Side } from "../books/wish";

export type PostingRecord = Schemas["PostingRecord"];

/** Which of everybody's postings: those that moved an asset on a side within a period. */
export interface Moved {
  readonly asset: string;
  readonly account: Side;
  readonly from: string;
  readonly until: string;
}

export function movedQuery(moved: Moved) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "books", "postings", moved],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...moved, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/ledger/postings", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
