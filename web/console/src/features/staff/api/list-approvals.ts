import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Approval = Schemas["Approval"];

/** What the reader may decide on or asked for, the latest first. */
export const approvalsQuery = infiniteQueryOptions({
  queryKey: ["staff", "approvals", "all"],
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { cursor, limit: pageSize };
    return answer(api.GET("/api/v1/approvals", { params: { query }, signal }));
  },
  ...byCursor,
});
