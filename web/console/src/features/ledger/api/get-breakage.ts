import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Breakage = Schemas["Breakage"];
export type Cohort = Schemas["Cohort"];

export interface BreakageAsk {
  readonly asset?: string | undefined;
  readonly source?: "copy" | "record" | undefined;
}

export function breakageQuery(ask: BreakageAsk) {
  return queryOptions({
    queryKey: ["ledger", "books", "breakage", ask],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/ledger/breakage", { params: { query: ask }, signal })),
  });
}
