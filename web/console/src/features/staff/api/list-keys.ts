import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Key = Schemas["Key"];

export const keysQuery = infiniteQueryOptions({
  queryKey: ["staff", "keys"],
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { cursor, limit: pageSize };
    return answer(api.GET("/api/v1/staff/keys", { params: { query }, signal }));
  },
  ...byCursor,
});
