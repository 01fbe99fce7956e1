import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** What waits for a decision and concerns the reader. Looked for again while a page is open. */
export const waitingQuery = queryOptions({
  queryKey: ["staff", "approvals", "waiting"],
  queryFn: ({ signal }) => {
    return answer(api.GET("/api/v1/approvals", { params: { query: { waiting: true } }, signal }));
  },
  refetchInterval: 60_000,
});
