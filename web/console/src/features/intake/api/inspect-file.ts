import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type Inspection = Schemas["Inspection"];
export type Mapping = Schemas["IntakeMapping"];
export type Reading = Schemas["Reading"];

/** What a file's columns are taken for under a reading; the answer before stays until the next is there. */
export function inspectionQuery(id: Id, reading: Reading) {
  return queryOptions({
    queryKey: ["intake", "inspection", id, reading],
    queryFn: ({ signal }) => {
      const params = { path: { id } };
      return answer(
        api.POST("/api/v1/intake/files/{id}/inspect", { params, body: reading, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });
}
