import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { BooksCut } from "./get-trial-balance";

export type RollForward = Schemas["RollForward"];
export type RollMonth = Schemas["RollMonth"];

export interface RollAsk extends Omit<BooksCut, "as_of"> {
  readonly asset?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export function rollForwardQuery(ask: RollAsk) {
  return queryOptions({
    queryKey: ["ledger", "books", "roll", ask],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/ledger/roll-forward", { params: { query: ask }, signal })),
  });
}
