import { asProblem } from "@habitue/kit/api/problem";
import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button, Progress, Skeleton, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { Cards } from "../../features/member/quality/Cards";
import { Dictionary } from "../../features/member/quality/Dictionary";
import { Parts } from "../../features/member/quality/Parts";
import {
  isJudging,
  judgeAll,
  type Quality,
  qualityQuery,
} from "../../features/member/quality/quality";
import styles from "../../features/member/quality/quality.module.css";
import { RepairQueue } from "../../features/member/quality/RepairQueue";
import { Rules } from "../../features/member/quality/Rules";
import { Trend } from "../../features/member/quality/Trend";
import { useCan } from "../../lib/permissions";
import { type QualityTab, qualityTabs } from "../quality-routes";

const route = getRouteApi("/frame/members/quality");

/** How good the records of members are, and what to do about it. */
export function QualityPage() {
  const { t } = useTranslation("quality");
  const { tab = "report", rule, run } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(qualityQuery);
  const mayJudge = useCan()("member:fields");
  const show = (next: QualityTab, of?: string, by?: string) =>
    void navigate({ search: { tab: next, rule: of, run: by }, replace: true });
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      action={mayJudge && <JudgeNow judging={isJudging(data)} />}
    >
      {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 10 }} />}
      {data && (
        <Panel>
          <RunState quality={data} />
          <Tabs
            activeKey={tab}
            onChange={(key) => show(key as QualityTab)}
            items={qualityTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          />
          {tab === "report" && (
            <>
              <Cards quality={data} />
              <Trend />
              <h3 className={styles.part}>{t("parts.title")}</h3>
              <Parts />
            </>
          )}
          {tab === "queue" && (
            <RepairQueue
              key={`${rule} ${run}`}
              rules={data.rules}
              rule={rule}
              run={run ? asId(run) : undefined}
              onRule={(of) => show("queue", of, run)}
              onEveryRun={() => show("queue", rule)}
            />
          )}
          {tab === "rules" && <Rules quality={data} onOpen={(of) => show("queue", of)} />}
          {tab === "dictionary" && <Dictionary />}
        </Panel>
      )}
    </Page>
  );
}

/** When everybody was judged last, or how far that is. */
function RunState({ quality }: { quality: Quality }) {
  const { t } = useTranslation("quality");
  const format = useFormat();
  const { run } = quality;
  if (!run) return <p className={styles.quiet}>{t("run.never")}</p>;
  if (isJudging(quality)) {
    return (
      <div className={styles.quiet} role="status">
        {t("run.atWork", {
          judged: format.number(run.judged),
          members: format.number(run.members),
        })}
        <Progress
          percent={run.members > 0 ? (run.judged * 100) / run.members : 0}
          showInfo={false}
          aria-label={t("run.progress")}
        />
      </div>
    );
  }
  return (
    <p className={styles.quiet}>
      {t("run.done", { members: format.number(run.judged) })}{" "}
      {run.ended_at && <Moment at={run.ended_at} />}
    </p>
  );
}

function JudgeNow({ judging }: { judging: boolean }) {
  const { t } = useTranslation("quality");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: judgeAll,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["quality"] }),
    onError: (thrown) => message.error(asProblem(thrown).detail || t("run.failed")),
  });
  return (
    <Button loading={asking.isPending} disabled={judging} onClick={() => asking.mutate()}>
      {t("run.now")}
    </Button>
  );
}
