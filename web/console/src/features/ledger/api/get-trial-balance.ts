import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type TrialBalance = Schemas["TrialBalance"];
export type TrialAsset = Schemas["TrialAsset"];

/** Where the books are cut, and who is asked. */
export interface BooksCut {
  readonly clock?: "occurred" | "recorded" | undefined;
  readonly source?: "copy" | "record" | undefined;
  readonly as_of?: string | undefined;
}

export function trialBalanceQuery(cut: BooksCut) {
  return queryOptions({
    queryKey: ["ledger", "books", "trial", cut],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/ledger/trial-balance", { params: { query: cut }, signal })),
  });
}
