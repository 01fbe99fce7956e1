import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";

export type LadderSentences = Schemas["LadderSentences"];

/** Says a body in words without keeping it; what was said before stays until then. */
export const ladderWordsQuery = (body: Schemas["TierLadder"]) =>
  queryOptions({
    queryKey: ["tier", "ladder", "words", body],
    queryFn: ({ signal }) => {
      return answer(api.POST("/api/v1/tiers/ladder/words", { body: { body }, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
