import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";

export type Account = Schemas["Account"];

export const accountsQuery = infiniteQueryOptions({
  queryKey: ["staff", "accounts"],
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { cursor, limit: pageSize };
    return answer(api.GET("/api/v1/staff/accounts", { params: { query }, signal }));
  },
  ...byCursor,
});
