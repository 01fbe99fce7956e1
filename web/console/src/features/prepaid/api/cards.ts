import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Card = Schemas["PrepaidCard"];
export type TopUp = Schemas["TopUp"];
export type Refunded = Schemas["PrepaidRefunded"];
export type NewRefund = Schemas["NewPrepaidRefund"];

/** What was sold, the latest first. */
export function topUpsQuery(state?: TopUp["state"]) {
  return infiniteQueryOptions({
    queryKey: ["prepaid", "top-ups", state],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { query: { limit: pageSize, cursor, state } };
      return answer(api.GET("/api/v1/prepaid/top-ups", { params, signal }));
    },
    ...byCursor,
  });
}

/** A member's stored value with all that was sold, paid out and given. */
export function cardQuery(id: Id) {
  return queryOptions({
    queryKey: ["prepaid", "card", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/{id}/prepaid", { params: { path: { id } }, signal })),
  });
}

/** The ways to pay that are taken at the counter. */
export const methodsQuery = queryOptions({
  queryKey: ["prepaid", "methods"],
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET("/api/v1/payments/methods", { signal }));
    return items.filter(({ provider, archived }) => !provider && !archived);
  },
});

export interface Sale {
  readonly pay: Schemas["NewTopUp"]["pay"];
  readonly method: string;
  readonly slip?: string | undefined;
}

/** Sells a top-up and takes its money. Sent again under the key, it gets the first answer. */
export async function sellTopUp(member: Id, key: string, sale: Sale): Promise<TopUp> {
  const opened = await answer(
    api.POST("/api/v1/prepaid/top-ups", {
      params: { header: { "Idempotency-Key": key } },
      body: { member_id: member, pay: sale.pay },
    }),
  );
  const tender = { method: sale.method, amount: sale.pay, ...(sale.slip && { slip: sale.slip }) };
  return answer(
    api.POST("/api/v1/prepaid/top-ups/{id}/pay", {
      params: { path: { id: opened.id }, header: { "Idempotency-Key": `${key}:pay` } },
      body: { tenders: [tender] },
    }),
  );
}

/** Pays stored value out, closes the card, or takes an unused top-up back. */
export function refundCard(id: Id, key: string, body: NewRefund): Promise<Refunded> {
  const params = { path: { id }, header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/members/{id}/prepaid/refunds", { params, body }));
}

/** What a refund would come to; nothing is done. Not asked again once it is done: it is no more then. */
export function refundTrialQuery(id: Id, body: NewRefund | undefined) {
  return queryOptions({
    queryKey: ["prepaid-trial", id, body],
    queryFn: ({ signal }): Promise<Refunded> => {
      const params = { path: { id }, query: { dry_run: true } };
      return answer(
        api.POST("/api/v1/members/{id}/prepaid/refunds", {
          params,
          body: body as NewRefund,
          signal,
        }),
      );
    },
    enabled: body !== undefined,
    retry: false,
    gcTime: 0,
  });
}
