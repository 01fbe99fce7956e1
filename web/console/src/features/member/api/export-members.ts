import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";
import { api } from "../../../lib/api";
import { choices, days, type MemberFilter, valuesOf } from "../filter";

type Export = Schemas["MemberExport"];
export type ExportColumn = Export["columns"][number];
export type ExportFormat = NonNullable<Export["format"]>;

/** What is to be in a file of members. */
export interface Exporting {
  readonly columns: readonly ExportColumn[];
  /** Codes of the retailer's own fields. */
  readonly fields: readonly string[];
  readonly format: ExportFormat;
  readonly full: boolean;
  readonly reason: string;
}

/** exportMembers asks for a file of the members of a filter; audited, and masked unless it is in full. */
export async function exportMembers(filter: MemberFilter, what: Exporting): Promise<Blob> {
  const { columns, fields, ...how } = what;
  const { data, error, response } = await api.POST("/api/v1/members/export", {
    body: {
      filter: bodyOf(filter),
      sort: filter.sort ?? "joined",
      columns: [...columns],
      fields: [...fields],
      ...how,
    },
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
