import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type MemberMerge = Schemas["MemberMerge"];
export type MergeEffect = Schemas["MergeEffect"];

/** Who stays, and who goes into the other. */
export interface Pair {
  readonly into: Id;
  readonly from: Id;
}

/** Merges two members. The key is the attempt's: sent again, it gets the first answer. */
export function mergeMember({ into, from }: Pair, key: string, reason: string) {
  const params = { path: { id: into }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/members/{id}/merge", { params, body: { from, reason } }));
}

/** What a merge would do; nothing is written. */
export function mergingQuery({ into, from }: Pair) {
  return queryOptions({
    queryKey: ["merging", into, from],
    queryFn: ({ signal }) => {
      const params = { path: { id: into } };
      return answer(
        api.POST("/api/v1/members/{id}/merge/preview", { params, body: { from }, signal }),
      );
    },
    retry: false,
    gcTime: 0,
  });
}

export function undoMerge(merge: Id, key: string, reason: string) {
  const params = { path: { merge }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/merges/{merge}/undo", { params, body: { reason } }));
}

/** What undoing a merge would do; nothing is written. */
export function undoingQuery(merge: Id) {
  return queryOptions({
    queryKey: ["merging", "undo", merge],
    queryFn: ({ signal }) => {
      const params = { path: { merge } };
      return answer(api.POST("/api/v1/merges/{merge}/undo/preview", { params, signal }));
    },
    retry: false,
    gcTime: 0,
  });
}

/** The merges in which a member took part, the latest first. */
export function mergesQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", id, "merges"],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}/merges", { params: { path: { id } }, signal }));
    },
  });
}
