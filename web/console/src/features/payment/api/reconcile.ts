import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { DifferenceFilter } from "../filter";

export type Statement = Schemas["PaymentStatement"];
export type Difference = Schemas["PaymentDifference"];

/** Days that were compared, the latest first. */
export const statementsQuery = infiniteQueryOptions({
  queryKey: ["payment", "statements"],
  queryFn: ({ pageParam: cursor, signal }) => {
    const params = { query: { cursor, limit: pageSize } };
    return answer(api.GET("/api/v1/payments/statements", { params, signal }));
  },
  ...byCursor,
});

/** Where providers and we disagree, or disagreed. */
export function differencesQuery({ settled, kind, day }: DifferenceFilter) {
  return infiniteQueryOptions({
    queryKey: ["payment", "differences", settled, kind, day],
    queryFn: ({ pageParam: cursor, signal }) => {
      const which = settled === "yes" ? { settled: true } : settled === "all" ? {} : { open: true };
      const query = { ...which, kind, day, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/payments/differences", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

/** Says how a difference was put in order; a large one waits for a second person then. */
export function settleDifference(id: Id, note: string): Promise<Difference> {
  const params = { path: { id } };
  return answer(api.POST("/api/v1/payments/differences/{id}/settle", { params, body: { note } }));
}

/** Up to how much one person settles alone. */
export const settlementPolicyQuery = queryOptions({
  queryKey: ["payment", "policy"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/payments/settlement-policy", { signal })),
});

export function saveSettlementPolicy(body: Schemas["SettlementPolicy"]) {
  return answer(api.PUT("/api/v1/payments/settlement-policy", { body }));
}

/** Fetches a day's statement from its provider and compares it. */
export async function reconcileDay(body: Schemas["PaymentDayAsk"]): Promise<void> {
  await answer(api.POST("/api/v1/payments/statements", { body }));
}
