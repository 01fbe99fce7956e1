import { answer } from "@habitue/kit/api/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../lib/api";
import type { Rule } from "./get-rule";

/** Says a body in words without keeping it; what was said before stays until then. */
export const ruleWordsQuery = (body: Rule) =>
  queryOptions({
    queryKey: ["profile", "rule", "words", body],
    queryFn: ({ signal }) => {
      return answer(api.POST("/api/v1/profile/rule/words", { body: { body }, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
