import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor } from "../../../lib/page";

export type Statement = Schemas["Statement"];
export type StatementLine = Schemas["StatementLine"];

export interface StatementAsk {
  readonly asset: string;
  readonly from: string;
  readonly until: string;
  readonly clock: "occurred" | "recorded";
}

/** A statement is read and printed as a whole more often than a list is. */
const linesAtOnce = 200;

export function statementQuery(id: Id, ask: StatementAsk) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "statement", id, ask],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { id }, query: { ...ask, cursor, limit: linesAtOnce } };
      return answer(api.GET("/api/v1/members/{id}/statement", { params, signal }));
    },
    ...byCursor,
  });
}
