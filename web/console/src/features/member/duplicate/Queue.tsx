import { asProblem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { useKeys } from "../../../components/useKeys";
import { useUndo } from "../../../components/useUndo";
import { rowsOf } from "../../../lib/page";
import { type Duplicate, duplicatesQuery, judgeDuplicate } from "../api/duplicates";
import { MergeDialog } from "../merge/MergeDialog";
import styles from "./duplicate.module.css";
import { PairView } from "./PairView";
import { useLikely } from "./useLikely";

/** The pairs that wait, one at a time, judged by a button or by 1, 2 and 3. */
export function Queue() {
  const { t } = useTranslation("merge");
  const query = useInfiniteQuery(duplicatesQuery("open"));
  const [chosen, setChosen] = useState<string>();
  const likely = useLikely();
  if (query.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (!query.data) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const pairs = rowsOf(query.data);
  const shown = pairs.find(({ id }) => id === chosen) ?? pairs[0];
  if (!shown) return <EmptyState title={t("queue.none")}>{t("queue.noneHelp")}</EmptyState>;
  return (
    <div className={styles.queue}>
      <nav aria-label={t("queue.list")}>
        <ul className={styles.list}>
          {pairs.map((pair) => (
            <li key={pair.id}>
              <button
                type="button"
                aria-current={pair === shown}
                onClick={() => setChosen(pair.id)}
              >
                <span>{pair.first.name ?? pair.first.number}</span>
                <span>{pair.second.name ?? pair.second.number}</span>
                <span className="kit-figure">{likely(pair)}</span>
              </button>
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <Button
            block
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("queue.more")}
          </Button>
        )}
      </nav>
      <Judging key={shown.id} pair={shown} />
    </div>
  );
}

function Judging({ pair }: { pair: Duplicate }) {
  const { t } = useTranslation("merge");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tell = useUndo();
  const [merging, setMerging] = useState(false);
  const [sending, setSending] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["duplicates"] });
  const judge = async (state: "apart" | "later") => {
    if (sending) return;
    setSending(true);
    try {
      await judgeDuplicate(pair, state);
      tell({
        text: t(`verdict.done.${state}`),
        undo: () => judgeDuplicate(pair, "open").then(again),
      });
      await again();
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("verdict.failed"));
    }
    setSending(false);
  };
  useKeys(
    {
      "1": () => setMerging(true),
      "2": () => void judge("apart"),
      "3": () => void judge("later"),
    },
    !merging,
  );
  return (
    <section aria-label={t("queue.pair")}>
      <PairView pair={pair} />
      <div className={styles.acts}>
        <Button type="primary" onClick={() => setMerging(true)}>
          {t("verdict.one")} <kbd>1</kbd>
        </Button>
        <Button disabled={sending} onClick={() => void judge("apart")}>
          {t("verdict.apart")} <kbd>2</kbd>
        </Button>
        <Button disabled={sending} onClick={() => void judge("later")}>
          {t("verdict.later")} <kbd>3</kbd>
        </Button>
      </div>
      <MergeDialog
        memberId={pair.first.id}
        other={pair.second.id}
        open={merging}
        onClose={() => setMerging(false)}
      />
    </section>
  );
}
