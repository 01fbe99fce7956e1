import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../components/useUndo";
import { type Filings, fileArticles } from "./api/file-articles";

/** useFiling files articles, says how many, and offers to take it back. */
export function useFiling(onFiled: () => void) {
  const { t } = useTranslation("catalog");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tell = useUndo();
  const file = async (filings: Filings) => {
    const back = await fileArticles(filings);
    await queries.invalidateQueries({ queryKey: ["catalog"] });
    return back;
  };
  return useMutation({
    mutationFn: file,
    onSuccess: (back) => {
      onFiled();
      tell({
        text: t("bulk.done", { count: back.articles.length }),
        undo: () => file(back),
      });
    },
    onError: (thrown) => {
      message.error(asProblem(thrown).detail || t("bulk.failed"));
      void queries.invalidateQueries({ queryKey: ["catalog"] });
    },
  });
}
