import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type ApprovalDetail = Schemas["ApprovalDetail"];

/** One approval and what it would change. Approved, it is carried out in a moment. */
export const approvalQuery = (id: Id) =>
  queryOptions({
    queryKey: ["staff", "approvals", "one", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/approvals/{id}", { params: { path: { id } }, signal }));
    },
    refetchInterval: ({ state }) => (state.data?.status === "approved" ? 500 : false),
  });
