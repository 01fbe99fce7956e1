import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { PromotionFilter } from "../filter";

export type Promotion = Schemas["Promotion"];
export type Rule = Promotion["rule"];
export type Finding = Schemas["PromotionFinding"];
export type Budget = Schemas["PromotionBudget"];
export type Calendar = Schemas["PromotionCalendar"];

/** Promotions, the newest first. */
export function promotionsQuery(filter: PromotionFilter) {
  return infiniteQueryOptions({
    queryKey: ["pricing", "promotions", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/promotions", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

export function promotionQuery(id: Id) {
  return queryOptions({
    queryKey: ["pricing", "promotion", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/promotions/{id}", { params: { path: { id } }, signal })),
  });
}

/** How much of its limits is used. */
export function budgetQuery(id: Id) {
  return queryOptions({
    queryKey: ["pricing", "budget", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/promotions/{id}/budget", { params: { path: { id } }, signal })),
  });
}

/** What is provably odd about what is live. */
export const findingsQuery = queryOptions({
  queryKey: ["pricing", "findings"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/promotions/findings", { signal })),
});

/** A month, `2026-11`, with what applies on its days; this one without. */
export function calendarQuery(month: string | undefined) {
  return queryOptions({
    queryKey: ["pricing", "calendar", month],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/promotions/calendar", { params: { query: { month } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Makes a promotion with a draft. The key is the attempt's: sent again, it gets the first answer. */
export function createPromotion(key: string, body: Rule): Promise<Promotion> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/promotions", { params, body: { body } }));
}

export function endPromotion(id: Id): Promise<Promotion> {
  return answer(api.POST("/api/v1/promotions/{id}/end", { params: { path: { id } } }));
}

export function resumePromotion(id: Id): Promise<Promotion> {
  return answer(api.POST("/api/v1/promotions/{id}/resume", { params: { path: { id } } }));
}
