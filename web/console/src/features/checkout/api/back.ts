import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions, skipToken } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type GoodsBack = Schemas["GoodsBack"];
export type Basket = Schemas["Basket"];
export type ReturnPlan = Schemas["ReturnBack"];
export type ExchangePlan = Schemas["ExchangePlan"];
export type Tender = Schemas["TenderPart"];

/** What a return would give, without doing it; undefined: nothing is asked yet. */
export function returnPlanQuery(body: GoodsBack | undefined) {
  return queryOptions({
    queryKey: ["checkout", "plan", "return", body],
    queryFn: body
      ? ({ signal }) => answer(api.POST("/api/v1/returns/plan", { body, signal }))
      : skipToken,
    gcTime: 0,
  });
}

/** What an exchange would come to, without doing it. */
export function exchangePlanQuery(body: Schemas["ExchangePlanned"] | undefined) {
  return queryOptions({
    queryKey: ["checkout", "plan", "exchange", body],
    queryFn: body
      ? ({ signal }) => answer(api.POST("/api/v1/exchanges/plan", { body, signal }))
      : skipToken,
    gcTime: 0,
  });
}

/** Takes goods back. The key is the attempt's: sent again, it gets the first answer. */
export function returnGoods(key: string, body: GoodsBack): Promise<Schemas["ReturnDone"]> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/returns", { params, body }));
}

/** Takes goods back and sells others, in one. */
export function exchangeGoods(
  key: string,
  body: Schemas["ExchangeAgreed"],
): Promise<Schemas["ExchangeAnswer"]> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/exchanges", { params, body }));
}
