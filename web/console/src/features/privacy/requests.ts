import { answer } from "@habitue/kit/api/client";
import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../lib/api";
import { byCursor, pageSize } from "../../lib/page";

export type Request = Schemas["PrivacyRequest"];
export type Taken = Schemas["NewPrivacyRequest"];

/** Which requests are wanted; what is absent wants all. */
export interface RequestFilter {
  readonly member?: Id;
  readonly status?: Request["status"];
  readonly overdue?: boolean;
}

/** What members asked for by right, the latest first. */
export function requestsQuery(filter: RequestFilter) {
  return infiniteQueryOptions({
    queryKey: ["privacy", "requests", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { query: { ...filter, cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/privacy/requests", { params, signal }));
    },
    ...byCursor,
  });
}

/** What rules alone decided about a member. */
export function decisionsQuery(id: Id) {
  return queryOptions({
    queryKey: ["privacy", "decisions", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/{id}/decisions", { params: { path: { id } }, signal })),
  });
}

/** What erasing a member would end, and what stands in its way. */
export function lossesQuery(id: Id) {
  return queryOptions({
    queryKey: ["privacy", "losses", id],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/members/{id}/erase/preview", { params: { path: { id } }, signal })),
  });
}

/** takeRequest takes a request for a member; it is audited. */
export function takeRequest(taken: Taken): Promise<Request> {
  return answer(
    api.POST("/api/v1/privacy/requests", {
      body: taken,
      params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    }),
  );
}

/** answerRequest says what was done, or why not; answering an erasure erases. */
export function answerRequest(request: Id, said: Schemas["PrivacyAnswer"]): Promise<Request> {
  return answer(
    api.POST("/api/v1/privacy/requests/{request}/answer", {
      body: said,
      params: { path: { request }, header: { "Idempotency-Key": crypto.randomUUID() } },
    }),
  );
}

/** copyMember makes a member's own copy; reason and receipt are kept. */
export async function copyMember(id: Id, said: Schemas["CopyReason"]): Promise<Blob> {
  const { data, error, response } = await api.POST("/api/v1/members/{id}/copy", {
    params: { path: { id } },
    body: said,
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as unknown as Blob;
}
