import type { Schemas } from "@habitue/kit/api/types";
import { sendFile } from "../../../lib/send-file";

export type StatementUpload = Schemas["StatementUpload"];

/** What a statement's columns can be taken for. */
export const statementFields = [
  "reference",
  "number",
  "amount",
  "time",
  "type",
  "refund_reference",
  "refund_number",
  "refund_amount",
  "refund_state",
  "currency",
] as const;
export type StatementField = (typeof statementFields)[number];

export interface StatementAsk {
  readonly provider: string;
  /** First and last day of the file. */
  readonly day: string;
  readonly until: string;
  /** Which heading is what, over what is recognised. */
  readonly columns: Readonly<Partial<Record<StatementField, string>>>;
}

/** Holds a statement against the books; without a key it is only tried. */
export function uploadStatement(
  file: File,
  { provider, day, until, columns }: StatementAsk,
  key?: string,
): Promise<StatementUpload> {
  const query = new URLSearchParams({
    provider,
    day,
    until,
    file_name: file.name,
    dry_run: String(key === undefined),
  });
  for (const [field, heading] of Object.entries(columns)) {
    if (heading.trim()) query.append("map", `${field}=${heading.trim()}`);
  }
  return sendFile("/api/v1/payments/statements/file", query, file, key);
}
