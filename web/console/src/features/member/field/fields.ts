import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type MemberField = Schemas["MemberField"];
export type FieldKind = MemberField["kind"];
export type SavedField = Schemas["SavedField"];
export type KnownFields = Schemas["KnownFields"];
export type KnownField = Schemas["KnownField"];
export type RevealedFields = Schemas["RevealedFields"];
export type MaskedAddress = Schemas["MaskedAddress"];
export type Address = Schemas["Address"];
export type SavedAddress = Schemas["SavedAddress"];

/** What the retailer wants to know of members, in the order in which it is shown. */
export const memberFieldsQuery = queryOptions({
  queryKey: ["member", "fields"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-fields", { signal })),
});

/** saveField makes a field, or changes it as it was seen. */
export function saveField(code: string, field: SavedField): Promise<MemberField> {
  return answer(
    api.PUT("/api/v1/member-fields/{code}", { params: { path: { code } }, body: field }),
  );
}

export function orderFields(codes: string[]) {
  return answer(api.PUT("/api/v1/member-fields", { body: { codes } }));
}

/** What is known of a member in the retailer's own fields, and how complete it is. */
export function knownFieldsQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "known", id],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/members/{id}/fields", { params: { path: { id } }, signal }));
    },
  });
}

export function setKnownFields(id: Id, values: Record<string, string[]>): Promise<KnownFields> {
  return answer(
    api.PUT("/api/v1/members/{id}/fields", { params: { path: { id } }, body: { values } }),
  );
}

/** Personal fields and addresses in full; audited with its reason, and so never cached. */
export function revealFields(id: Id, reason: string): Promise<RevealedFields> {
  return answer(
    api.POST("/api/v1/members/{id}/fields/reveal", { params: { path: { id } }, body: { reason } }),
  );
}

export function addressesQuery(id: Id) {
  return queryOptions({
    queryKey: ["member", "addresses", id],
    queryFn: ({ signal }) => {
      const params = { path: { id } };
      return answer(api.GET("/api/v1/members/{id}/addresses", { params, signal }));
    },
  });
}

export function saveAddress(id: Id, address: Id | undefined, saved: SavedAddress) {
  if (address === undefined) {
    const params = { path: { id } };
    return answer(api.POST("/api/v1/members/{id}/addresses", { params, body: saved }));
  }
  const params = { path: { id, address } };
  return answer(api.PUT("/api/v1/members/{id}/addresses/{address}", { params, body: saved }));
}

export function deleteAddress(id: Id, address: Id) {
  const params = { path: { id, address } };
  return answer(api.DELETE("/api/v1/members/{id}/addresses/{address}", { params }));
}

/** Provinces, or what lies in one; they are the same for a long time. */
export function divisionsQuery(below: string) {
  return queryOptions({
    queryKey: ["member", "divisions", below],
    queryFn: ({ signal }) => {
      return answer(api.GET("/api/v1/divisions", { params: { query: { below } }, signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
