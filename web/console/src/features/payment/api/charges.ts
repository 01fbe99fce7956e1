import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { ChargeState, RefundState } from "../filter";

export type Charge = Schemas["Charge"];
export type ChargePage = Schemas["ChargePage"];
export type GivenBack = Schemas["GivenBack"];

interface Asked {
  readonly number?: string | undefined;
  readonly state?: ChargeState | undefined;
  readonly method?: string | undefined;
  readonly store?: string | undefined;
  /** Asked for since, and before. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Everybody's charges, the newest first. */
export function chargesQuery(asked: Asked) {
  return infiniteQueryOptions({
    queryKey: ["payment", "charges", asked],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...asked, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/payments", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

/** Money on its way back, the newest first. */
export function givenBackQuery(state: RefundState | undefined) {
  return infiniteQueryOptions({
    queryKey: ["payment", "refunds", state],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { state, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/payments/refunds", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

/** One charge, with what was given back of it. */
export function chargeQuery(id: Id) {
  return queryOptions({
    queryKey: ["payment", "charge", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/payments/{id}", { params: { path: { id } }, signal })),
  });
}

/** Asks the provider what became of a charge. */
export function lookAtCharge(id: Id): Promise<ChargePage> {
  return answer(api.POST("/api/v1/payments/{id}/look", { params: { path: { id } } }));
}
