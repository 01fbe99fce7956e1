import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { BooksCut } from "./get-trial-balance";

export type Liability = Schemas["Liability"];

export interface LiabilityAsk extends BooksCut {
  readonly asset?: string | undefined;
}

export function liabilityQuery(ask: LiabilityAsk) {
  return queryOptions({
    queryKey: ["ledger", "books", "liability", ask],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/ledger/liability", { params: { query: ask }, signal })),
  });
}
