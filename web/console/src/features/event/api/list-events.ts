import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor } from "../../../lib/page";

export type MemberEvent = Schemas["MemberEvent"];

/** What is looked for together, in the order in which it is offered. */
export const eventGroups = [
  "page",
  "product",
  "search",
  "cart",
  "checkout",
  "offer",
  "other",
] as const;
export type EventGroup = (typeof eventGroups)[number];

/** How much is read at a time. */
const atOnce = 30;

/** What a member did between purchases, of one group or all of it. */
export function eventsQuery(memberId: Id, group: EventGroup | undefined) {
  return infiniteQueryOptions({
    queryKey: ["member", "events", memberId, group ?? "all"],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { cursor, limit: atOnce, ...(group && { group }) };
      const params = { path: { id: memberId }, query };
      return answer(api.GET("/api/v1/members/{id}/events", { params, signal }));
    },
    ...byCursor,
  });
}
