import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import { choices, days, type MemberFilter, valuesOf } from "../filter";

type Export = Schemas["MemberExport"];
export type ExportColumn = Export["columns"][number];

/** exportMembers asks for a file of the members of a filter, masked and audited. */
export async function exportMembers(
  filter: MemberFilter,
  columns: readonly ExportColumn[],
  reason: string,
): Promise<Blob> {
  const { data, error, response } = await api.POST("/api/v1/members/export", {
    body: { filter: bodyOf(filter), sort: filter.sort ?? "joined", columns: [...columns], reason },
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as unknown as Blob;
}

/** A filter as a body holds it: lists where the address has texts with commas. */
export function bodyOf(filter: MemberFilter): Export["filter"] {
  const lists = choices.map((key) => [key, valuesOf(filter[key])] as const);
  const bounds = days.map((key) => [key, filter[key]] as const);
  const given = [...lists, ...bounds].filter(([, value]) => value && value.length > 0);
  return Object.fromEntries(given) as Export["filter"];
}
