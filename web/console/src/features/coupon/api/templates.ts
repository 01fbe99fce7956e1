import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Template = Schemas["CouponTemplate"];
export type Terms = Schemas["CouponTerms"];
export type Funnel = Schemas["CouponFunnel"];

export interface TemplateFilter {
  readonly status?: Template["status"] | undefined;
  readonly q?: string | undefined;
}

/** Kinds of coupons, the latest first. */
export function templatesQuery(filter: TemplateFilter) {
  return infiniteQueryOptions({
    queryKey: ["coupon", "templates", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/coupons/templates", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

export function templateQuery(template: Id) {
  return queryOptions({
    queryKey: ["coupon", "template", template],
    queryFn: ({ signal }) => {
      const params = { path: { template } };
      return answer(api.GET("/api/v1/coupons/templates/{template}", { params, signal }));
    },
  });
}

/** How far the coupons of a template came, and why the others did not. */
export function funnelQuery(template: Id) {
  return queryOptions({
    queryKey: ["coupon", "funnel", template],
    queryFn: ({ signal }) => {
      const params = { path: { template } };
      return answer(api.GET("/api/v1/coupons/templates/{template}/funnel", { params, signal }));
    },
  });
}

/** Makes a template, as a draft. The key is the attempt's: sent again, it gets the first answer. */
export function createTemplate(key: string, body: Schemas["NewCouponTemplate"]): Promise<Template> {
  const params = { header: { "Idempotency-Key": key } };
  return answer(api.POST("/api/v1/coupons/templates", { params, body }));
}

export function endTemplate(template: Id): Promise<Template> {
  const params = { path: { template } };
  return answer(api.POST("/api/v1/coupons/templates/{template}/end", { params }));
}

export function reopenTemplate(template: Id): Promise<Template> {
  const params = { path: { template } };
  return answer(api.POST("/api/v1/coupons/templates/{template}/reopen", { params }));
}
