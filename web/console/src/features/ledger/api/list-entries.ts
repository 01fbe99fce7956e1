import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Entry = Schemas["Entry"];
export type Balance = Schemas["Balance"];

export function entriesQuery(memberId: Id, asset: string) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "entries", memberId, asset],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id: memberId }, query: { asset, cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/members/{id}/entries", { params, signal }));
    },
    ...byCursor,
  });
}
