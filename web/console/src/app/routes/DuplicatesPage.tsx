import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import {
  askForDuplicates,
  type DuplicateState,
  duplicateSearchQuery,
  isAtWork,
} from "../../features/member/api/duplicates";
import styles from "../../features/member/duplicate/duplicate.module.css";
import { Judged } from "../../features/member/duplicate/Judged";
import { Queue } from "../../features/member/duplicate/Queue";
import { SearchState } from "../../features/member/duplicate/SearchState";
import { LateWords } from "../LateWords";

/** Members who may be one person: judged one pair after the other. */
export function DuplicatesPage() {
  return (
    <LateWords of="merge">
      <Duplicates />
    </LateWords>
  );
}

const counted = { open: "waiting", later: "later", apart: "apart" } as const;

function Duplicates() {
  const { t } = useTranslation("merge");
  const [state, setState] = useState<DuplicateState>("open");
  const { data: search } = useQuery(duplicateSearchQuery);
  const working = search !== undefined && isAtWork(search);
  useFreshAfter(working);
  return (
    <Page
      title={t("queue.title")}
      purpose={t("queue.purpose")}
      action={<SearchNow working={working} />}
    >
      <Panel>
        <div className={styles.tools}>
          <Segmented<DuplicateState>
            aria-label={t("state.label")}
            value={state}
            options={(["open", "later", "apart"] as const).map((value) => ({
              value,
              label: `${t(`state.${value}`)} ${search ? search[counted[value]] : ""}`,
            }))}
            onChange={setState}
          />
          {search && <SearchState search={search} />}
        </div>
        {state === "open" ? <Queue /> : <Judged key={state} state={state} />}
      </Panel>
    </Page>
  );
}

/** useFreshAfter reads the pairs again when a search has come to its end. */
function useFreshAfter(working: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!working) void queries.invalidateQueries({ queryKey: ["duplicates", "open"] });
  }, [working, queries]);
}

function SearchNow({ working }: { working: boolean }) {
  const { t } = useTranslation("merge");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: askForDuplicates,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["duplicates", "search"] }),
    onError: (thrown) => message.error(asProblem(thrown).detail || t("search.failed")),
  });
  return (
    <Button loading={asking.isPending} disabled={working} onClick={() => asking.mutate()}>
      {t("search.now")}
    </Button>
  );
}
