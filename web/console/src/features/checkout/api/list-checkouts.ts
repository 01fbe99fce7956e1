import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { type Id, id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { CheckoutState } from "../filter";

export type FoundCheckout = Schemas["FoundCheckout"];

interface Asked {
  readonly number?: string | undefined;
  readonly state?: CheckoutState | undefined;
  readonly store?: string | undefined;
  readonly member?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Everybody's checkouts, the newest first. */
export function checkoutsQuery({ member, ...asked }: Asked) {
  const member_id: Id | undefined = member === undefined ? undefined : id(member);
  return infiniteQueryOptions({
    queryKey: ["checkout", "list", asked, member],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...asked, member_id, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/checkouts", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
