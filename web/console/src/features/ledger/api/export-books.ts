import { problemFrom } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { api } from "../../../lib/api";
import type { LiabilityAsk } from "./get-liability";
import type { RollAsk } from "./get-roll-forward";
import type { StatementAsk } from "./get-statement";
import type { BooksCut } from "./get-trial-balance";

export type FileFormat = "csv" | "xlsx";

interface Outcome {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

async function file(request: Promise<Outcome>): Promise<Blob> {
  const { data, error, response } = await request;
  if (!response.ok) throw problemFrom(response, error);
  return data as Blob;
}

export function exportTrialBalance(cut: BooksCut, format: FileFormat): Promise<Blob> {
  const params = { query: { ...cut, format } };
  return file(api.GET("/api/v1/ledger/trial-balance/export", { params, parseAs: "blob" }));
}

export function exportRollForward(ask: RollAsk, format: FileFormat): Promise<Blob> {
  const params = { query: { ...ask, format } };
  return file(api.GET("/api/v1/ledger/roll-forward/export", { params, parseAs: "blob" }));
}

export function exportLiability(ask: LiabilityAsk, format: FileFormat): Promise<Blob> {
  const params = { query: { ...ask, format } };
  return file(api.GET("/api/v1/ledger/liability/export", { params, parseAs: "blob" }));
}

export function exportStatement(id: Id, ask: StatementAsk, format: FileFormat): Promise<Blob> {
  const params = { path: { id }, query: { ...ask, format } };
  return file(api.GET("/api/v1/members/{id}/statement/export", { params, parseAs: "blob" }));
}
