import { problemFrom } from "@habitue/kit/api/problem";
import type { Schemas } from "@habitue/kit/api/types";

export type ListImport = Schemas["ListImport"];
export type ListKind = "goods" | "prices" | "stock";

const types: Readonly<Record<string, string>> = {
  gz: "application/gzip",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Brings a file about goods in, or says what would come of it. The body is the file itself. */
export async function importList(
  kind: ListKind,
  file: File,
  ask: { readonly dryRun: boolean; readonly list?: string },
): Promise<ListImport> {
  const query = new URLSearchParams({
    file_name: file.name,
    dry_run: String(ask.dryRun),
    ...(ask.list !== undefined && { list: ask.list }),
  });
  const ending = file.name.toLowerCase().split(".").pop() ?? "";
  const response = await fetch(`/api/v1/catalog/imports/${kind}?${query}`, {
    method: "POST",
    headers: {
      "Accept-Language": document.documentElement.lang,
      "Content-Type": types[ending] ?? "text/csv",
    },
    body: file,
  });
  const body: unknown = await response.json();
  if (!response.ok) throw problemFrom(response, body);
  return body as ListImport;
}
