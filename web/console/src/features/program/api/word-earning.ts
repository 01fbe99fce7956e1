import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type EarningSentences = Schemas["EarningSentences"];

/** Says a body in words without keeping it; what was said before stays until then. */
export const earningWordsQuery = (body: Schemas["ProgramRule"]) =>
  queryOptions({
    queryKey: ["program", "earning", "words", body],
    queryFn: ({ signal }) => {
      return answer(api.POST("/api/v1/program/earning/words", { body: { body }, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
