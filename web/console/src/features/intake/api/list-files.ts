import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type IncomingFile = Schemas["IncomingFile"];

export const filesQuery = queryOptions({
  queryKey: ["intake", "files"],
  staleTime: 0,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/intake/files", { signal })),
});
