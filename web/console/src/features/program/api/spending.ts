import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type SpendingRule = Schemas["SpendingRule"];
export type Spending = SpendingRule["body"];
export type SpendingTried = Schemas["SpendingTried"];

/** The spending rule in force. */
export const spendingQuery = queryOptions({
  queryKey: ["program", "spending"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/program/spending", { signal })),
});

/** Every version, the newest first. There are tens, not thousands. */
export const spendingsQuery = queryOptions({
  queryKey: ["program", "spending", "versions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/program/spending/versions", { signal })),
});

/** Says a body in words without keeping it; what was said before stays until then. */
export const spendingWordsQuery = (body: Spending) =>
  queryOptions({
    queryKey: ["program", "spending", "words", body],
    queryFn: ({ signal }) => {
      return answer(api.POST("/api/v1/program/spending/words", { body: { body }, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });

/** What points would pay of a purchase; nothing is written. */
export const spendingTriedQuery = (trial: Schemas["SpendingTrial"]) =>
  queryOptions({
    queryKey: ["program", "spending", "tried", trial],
    queryFn: ({ signal }): Promise<SpendingTried> =>
      answer(api.POST("/api/v1/program/spending/preview", { body: trial, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

export function draftSpending(body: Spending): Promise<SpendingRule> {
  return answer(api.POST("/api/v1/program/spending/versions", { body: { body } }));
}

interface Revision {
  readonly version: number;
  /** Of the draft as it was read; refused where somebody else has changed it since. */
  readonly hash: string;
  readonly body: Spending;
}

export function reviseSpending({ version, ...body }: Revision): Promise<SpendingRule> {
  const params = { path: { version } };
  return answer(api.PUT("/api/v1/program/spending/versions/{version}", { params, body }));
}

/** Throws a draft away; refused where somebody else has changed it since. */
export function discardSpending({ version, hash }: Omit<Revision, "body">): Promise<unknown> {
  const params = { path: { version }, query: { hash } };
  return answer(api.DELETE("/api/v1/program/spending/versions/{version}", { params }));
}

/** Publishes alone, where nobody else could look. */
export function publishSpending(
  version: number,
  body: Schemas["Publishing"],
): Promise<SpendingRule> {
  const params = { path: { version } };
  return answer(api.POST("/api/v1/program/spending/versions/{version}/publish", { params, body }));
}
