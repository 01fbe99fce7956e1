import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import { beatMs } from "./beat";

export type ParkedNotice = Schemas["ParkedNotice"];

/** Notices that were set aside after repeated failure. */
export const parkedQuery = infiniteQueryOptions({
  queryKey: ["system", "notices"],
  queryFn: ({ pageParam: cursor, signal }) => {
    const query = { cursor, limit: pageSize };
    return answer(api.GET("/api/v1/system/notices", { params: { query }, signal }));
  },
  staleTime: 0,
  refetchInterval: beatMs.calm,
  ...byCursor,
});
