import { answer } from "@habitue/kit/api/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

/** Orders with exactly this number, or with a refund of this number; several shops may use one number. */
export function ordersByReferenceQuery(reference: string) {
  return queryOptions({
    queryKey: ["order", "by-reference", reference],
    queryFn: ({ signal }) => {
      const query = { reference, limit: 5 };
      return answer(api.GET("/api/v1/orders", { params: { query }, signal }));
    },
  });
}
