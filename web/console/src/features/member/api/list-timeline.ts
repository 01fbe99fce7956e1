import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor } from "../../../lib/page";

export type Happening = Schemas["Happening"];
export type HappeningKind = Happening["kind"];

/** The kinds, in the order in which they are offered. */
export const happeningKinds: readonly HappeningKind[] = [
  "order",
  "refund",
  "posting",
  "tier",
  "class",
  "reveal",
  "join",
];

/** How much of a life is read at a time. */
const atOnce = 30;

/** What happened to a member, of one kind or of all that the reader may see. */
export function timelineQuery(memberId: Id, kind: HappeningKind | undefined) {
  return infiniteQueryOptions({
    queryKey: ["member", "timeline", memberId, kind ?? "all"],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { cursor, limit: atOnce, ...(kind && { kind: [kind] }) };
      const params = { path: { id: memberId }, query };
      return answer(api.GET("/api/v1/members/{id}/timeline", { params, signal }));
    },
    ...byCursor,
  });
}
