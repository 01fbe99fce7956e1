import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Access = Schemas["MemberAccess"];
export type Looker = Schemas["AccessLooker"];

export interface AccessFilter {
  readonly staff?: string | undefined;
  readonly member?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Also what lists show because of the role. */
  readonly lists?: true | undefined;
}

/** The filter as the API asks it; a text in the address may be no id, which the API says. */
function asked({ staff, member, since, until, lists }: AccessFilter) {
  return { staff, member: member as Id | undefined, since, until, asked: lists ? undefined : true };
}

/** Who saw personal data of members, the latest first. */
export const accessesQuery = (filter: AccessFilter) =>
  infiniteQueryOptions({
    queryKey: ["member", "accesses", filter],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...asked(filter), cursor, limit: pageSize };
      return answer(api.GET("/api/v1/member-accesses", { params: { query }, signal }));
    },
    ...byCursor,
  });

/** Who saw personal data of one member, and of whoever became he. */
export const accessesOfQuery = (id: Id) =>
  infiniteQueryOptions({
    queryKey: ["member", "accesses", "of", id],
    queryFn: ({ signal, pageParam: cursor }) => {
      const params = { path: { id }, query: { cursor, limit: pageSize } };
      return answer(api.GET("/api/v1/members/{id}/accesses", { params, signal }));
    },
    ...byCursor,
  });

/** Who looked at how many in the last day. */
export const lookersQuery = queryOptions({
  queryKey: ["member", "accesses", "lookers"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-accesses/lookers", { signal })),
});

/** Where the same is to be had as a file. */
export function accessFile(filter: AccessFilter): string {
  const given = Object.entries(asked(filter)).flatMap(([name, value]) =>
    value ? [[name, String(value)]] : [],
  );
  return `/api/v1/member-accesses/export?${new URLSearchParams(given)}`;
}
