import type { Schemas } from "@habitue/kit/api/types";
import { sendFile } from "../../../lib/send-file";

export type ListImport = Schemas["ListImport"];
export type ListKind = "goods" | "prices" | "stock";

/** Brings a file about goods in, or, without a key, says what would come of it. */
export function importList(
  kind: ListKind,
  file: File,
  list: string | undefined,
  key?: string,
): Promise<ListImport> {
  const query = new URLSearchParams({
    file_name: file.name,
    dry_run: String(key === undefined),
    ...(list !== undefined && { list }),
  });
  return sendFile(`/api/v1/catalog/imports/${kind}`, query, file, key);
}
