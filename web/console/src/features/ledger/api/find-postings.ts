import { answer } from "@habitue/kit/api/client";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

/** By what postings are found: the number of an order or refund, or what is a member's. */
export interface PostingWish {
  readonly number?: string | undefined;
  readonly member?: Id | undefined;
  readonly key?: string | undefined;
  readonly hold?: Id | undefined;
}

export function postingsQuery({ number, member, key, hold }: PostingWish) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "postings", number, member, key, hold],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = number
        ? { number }
        : {
            ...(member && { member_id: member }),
            ...(key && { key }),
            ...(hold && { hold_id: hold }),
            ...(cursor && { cursor }),
            limit: pageSize,
          };
      return answer(api.GET("/api/v1/ledger/postings", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
