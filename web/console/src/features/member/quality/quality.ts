import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor } from "../../../lib/page";

export type Quality = Schemas["MemberQuality"];
export type QualityRule = Schemas["QualityRule"];
export type QualityPart = Schemas["QualityOfPart"];
export type Finding = Schemas["MemberFinding"];
export type DictionaryField = Schemas["DictionaryField"];
export type Dimension = Finding["dimension"];
export type Severity = Finding["severity"];
export type SavedRule = Schemas["SavedQualityRule"];
export type FindingNamed = Schemas["FindingNamed"];

export const dimensions = ["complete", "valid", "consistent", "timely"] as const;
export const severities = ["high", "medium", "low"] as const;
export const severityColours: Record<Severity, string> = {
  high: "error",
  medium: "warning",
  low: "default",
};

/** How good records are now; asked again while everybody is judged. */
export const qualityQuery = queryOptions({
  queryKey: ["quality", "now"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-quality", { signal })),
  refetchInterval: ({ state: { data } }) => (isJudging(data) ? 2000 : false),
});

export function isJudging(quality: Quality | undefined): boolean {
  return !!quality?.run && quality.run.ended_at === null;
}

export const qualityDaysQuery = queryOptions({
  queryKey: ["quality", "days"],
  queryFn: ({ signal }) =>
    answer(api.GET("/api/v1/member-quality/days", { params: { query: { days: 90 } }, signal })),
});

export const qualityPartsQuery = queryOptions({
  queryKey: ["quality", "parts"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-quality/parts", { signal })),
});

/** How many of whom an import brought have something wrong. */
export function qualityOfImportQuery(id: Id) {
  return queryOptions({
    queryKey: ["quality", "import", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/member-quality/imports/{id}", { params: { path: { id } }, signal })),
  });
}

export const dictionaryQuery = queryOptions({
  queryKey: ["quality", "dictionary"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/member-quality/dictionary", { signal })),
});

export interface FindingFilter {
  readonly state: "open" | "ignored";
  readonly rule?: string | undefined;
  readonly store?: Id | undefined;
  /** Brought by this import. */
  readonly run?: Id | undefined;
  readonly fixable?: boolean | undefined;
}

export function findingsQuery({ state, rule, store, run, fixable }: FindingFilter) {
  return infiniteQueryOptions({
    queryKey: ["quality", "findings", state, rule, store, run, fixable],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = {
        state,
        cursor,
        limit: 50,
        ...(rule && { rule: [rule] }),
        ...(store && { store }),
        ...(run && { run }),
        ...(fixable && { fixable }),
      };
      return answer(api.GET("/api/v1/member-quality/findings", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

export function findingsOfQuery(id: Id) {
  return queryOptions({
    queryKey: ["quality", "of", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/{id}/findings", { params: { path: { id } }, signal })),
  });
}

export interface Verdict {
  readonly state: "open" | "ignored";
  readonly reason?: string;
  readonly until?: string;
}

export function judgeFinding({ member_id, rule, version }: Finding, verdict: Verdict) {
  const params = { path: { id: member_id, rule } };
  return answer(
    api.PUT("/api/v1/members/{id}/findings/{rule}", { params, body: { ...verdict, version } }),
  );
}

export function repairFindings(findings: FindingNamed[], dry_run: boolean) {
  return answer(api.POST("/api/v1/member-quality/repairs", { body: { findings, dry_run } }));
}

export function undoRepair(batch: Id) {
  const params = { path: { batch } };
  return answer(api.POST("/api/v1/member-quality/repairs/{batch}/undo", { params }));
}

export function saveRule(code: string, body: SavedRule) {
  return answer(
    api.PUT("/api/v1/member-quality/rules/{code}", { params: { path: { code } }, body }),
  );
}

export function judgeAll() {
  return answer(api.POST("/api/v1/member-quality/run"));
}
