import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Method = Schemas["PaymentMethod"];

/** Ways to pay, in their order. */
export const methodsQuery = queryOptions({
  queryKey: ["payment", "methods"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/payments/methods", { signal })),
});

export function addMethod(body: Schemas["NewPaymentMethod"]): Promise<Method> {
  return answer(api.POST("/api/v1/payments/methods", { body }));
}

/** Changes a way to pay as it was seen. */
export function changeMethod(code: string, body: Schemas["PaymentMethodChange"]): Promise<Method> {
  return answer(api.PUT("/api/v1/payments/methods/{code}", { params: { path: { code } }, body }));
}
