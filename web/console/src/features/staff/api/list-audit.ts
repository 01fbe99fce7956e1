import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type AuditEntry = Schemas["AuditEntry"];

export interface AuditFilter {
  readonly principal?: string | undefined;
  readonly action?: string | undefined;
  readonly subject_kind?: string | undefined;
  readonly subject_id?: string | undefined;
}

/** The audit trail, the latest first. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["staff", "audit", filter],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/staff/audit", { params: { query }, signal }));
    },
    ...byCursor,
  });
