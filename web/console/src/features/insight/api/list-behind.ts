import { answer } from "@habitue/kit/api/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { Behind } from "../behind";
import { byCommas, type InsightAsk } from "./ask";

/** The members behind a figure, with its own period and filters. */
export function behindQuery(ask: InsightAsk, behind: Behind) {
  return infiniteQueryOptions({
    queryKey: ["insight", "behind", ask, behind],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...ask, ...behind, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/insight/members", { params: { query }, ...byCommas, signal }));
    },
    ...byCursor,
  });
}
