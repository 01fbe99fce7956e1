import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type LateSum = Schemas["LateSum"];

/** Who attached how many receipts in the last thirty days. */
export const lateSumsQuery = queryOptions({
  queryKey: ["order", "late", "staff"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/late/staff", { signal })),
});
