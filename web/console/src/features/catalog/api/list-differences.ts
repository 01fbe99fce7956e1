import { answer } from "@habitue/kit/api/client";
import { problemFrom } from "@habitue/kit/api/problem";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import { byCursor, pageSize } from "../../../lib/page";
import type { DifferenceFilter } from "../difference-filter";

export function differencesQuery(filter: DifferenceFilter) {
  return infiniteQueryOptions({
    queryKey: ["catalog", "differences", filter],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...filter, cursor, limit: pageSize };
      return answer(api.GET("/api/v1/catalog/differences", { params: { query }, signal }));
    },
    ...byCursor,
  });
}

/** The whole report as a file, narrowed as it is shown. */
export async function exportDifferences(filter: DifferenceFilter): Promise<Blob> {
  const params = { query: { ...filter, format: "xlsx" as const } };
  const { data, error, response } = await api.GET("/api/v1/catalog/differences/export", {
    params,
    parseAs: "blob",
  });
  if (!response.ok) throw problemFrom(response, error);
  return data as Blob;
}
