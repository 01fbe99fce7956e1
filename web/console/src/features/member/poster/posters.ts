import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Poster = Schemas["Poster"];
export type PosterState = Poster["state"];
export type PosterMade = Schemas["PosterMade"];
export type PosterChanged = Schemas["PosterChanged"];
export type PosterReport = Schemas["InsightPosters"];
export type PosterPart = Schemas["PosterPart"];

export const posterStates = ["running", "waiting", "paused", "ended"] as const;
export const reportSorts = ["poster", "store", "adviser", "day"] as const;
export type ReportBy = (typeof reportSorts)[number];

/** What an address says of the list. */
export interface PosterFilter {
  readonly q?: string | undefined;
  readonly state?: PosterState | undefined;
  readonly store?: string | undefined;
}

/** The posters, the newest first. */
export const postersQuery = (filter: PosterFilter) =>
  infiniteQueryOptions({
    queryKey: ["posters", "list", filter],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/member-posters", { params: { query }, signal }));
    },
    ...byCursor,
  });

export function makePoster(body: PosterMade, key: string) {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/member-posters", { params, body }));
}

export function changePoster(id: Id, body: PosterChanged) {
  return answer(api.PUT("/api/v1/member-posters/{id}", { params: { path: { id } }, body }));
}

/** turnPoster lets a poster run, pause or end; the answer is how it is then. */
export function turnPoster(
  { id, version }: Poster,
  state: "running" | "paused" | "ended",
): Promise<Poster> {
  const body = { state, version };
  return answer(api.PUT("/api/v1/member-posters/{id}/state", { params: { path: { id } }, body }));
}

/** Where the sheet to print is to be had. */
export function sheetFile({ id }: Poster, paper: string, language: string): string {
  return `/api/v1/member-posters/${id}/sheet.pdf?${new URLSearchParams({ paper, language })}`;
}

/** Where the code is to be had as a picture. */
export function codeFile({ id }: Poster, format: "png" | "svg"): string {
  return `/api/v1/member-posters/${id}/code?format=${format}`;
}

/** What the report is asked for. */
export interface ReportAsk {
  readonly from: string;
  readonly until: string;
  readonly by: ReportBy;
  readonly days: number;
}

export const reportQuery = (query: ReportAsk) =>
  queryOptions({
    queryKey: ["posters", "report", query],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/insight/posters", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export function reportFile(ask: ReportAsk, format: "csv" | "xlsx"): string {
  return `/api/v1/insight/posters/export?${new URLSearchParams({ ...ask, days: String(ask.days), format })}`;
}
