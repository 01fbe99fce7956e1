import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { MemberWish } from "../filter";
import { asked } from "./asked";

export type MemberSummary = Schemas["MemberSummary"];

export function membersQuery(wish: MemberWish) {
  return infiniteQueryOptions({
    queryKey: ["member", "list", wish],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...asked(wish), sort: wish.sort ?? "joined", cursor, limit: pageSize };
      return answer(api.GET("/api/v1/members", { params: { query }, signal }));
    },
    ...byCursor,
  });
}
