import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type ApprovalKind = Schemas["NewApproval"]["kind"];

/** What a second person looks at, and how many others could. */
export const approvalKindsQuery = queryOptions({
  queryKey: ["staff", "approvals", "kinds"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/approvals/kinds", { signal })),
});
