import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { runQuery } from "../../features/intake/api/get-run";
import type { Run } from "../../features/intake/api/list-runs";
import { ImportSteps } from "../../features/intake/ImportSteps";
import { OpeningResult } from "../../features/intake/OpeningResult";
import { RunActions } from "../../features/intake/RunActions";
import { RunProgress } from "../../features/intake/RunProgress";
import { RunResult, WrongRows } from "../../features/intake/RunResult";
import { State } from "../../features/intake/run-columns";
import { qualityOfImportQuery } from "../../features/member/quality/quality";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/intake/runs/$id");

/** One import or try: how far it is, and what came of it. It may be left and found again. */
export function ImportRunPage() {
  return (
    <LateWords of="intake">
      <ImportRun />
    </LateWords>
  );
}

function ImportRun() {
  const { t } = useTranslation("intake");
  const id = asId(route.useParams().id);
  const { data: run, error, isPending, refetch } = useQuery(runQuery(id));
  return (
    <Page
      title={run ? t("run.titled", { name: run.file_name }) : t("run.title")}
      purpose={run && t(run.dry_run ? "run.dryPurpose" : "run.purpose")}
      above={<Link to="/intake">{t("list.back")}</Link>}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {!run && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {run && <Content run={run} />}
    </Page>
  );
}

function Content({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  const navigate = useNavigate();
  const open = ({ id }: Run) => void navigate({ to: "/intake/runs/$id", params: { id } });
  return (
    <>
      <ImportSteps at={run.dry_run ? 2 : 3} />
      <Panel title={t("run.state")} extra={<State run={run} />}>
        <RunProgress run={run} />
        <RunActions
          run={run}
          onRun={open}
          onMap={(id) => void navigate({ to: "/intake/files/$id", params: { id } })}
        />
      </Panel>
      {run.report && (
        <Panel title={t(run.dry_run ? "result.would" : "result.title")}>
          <RunResult run={run} />
        </Panel>
      )}
      {run.opening && <OpeningResult run={run} opening={run.opening} />}
      {run.status === "done" && !run.dry_run && <Quality run={run} />}
      {run.wrong.length > 0 && (
        <Panel title={t("wrong.title")}>
          <WrongRows run={run} />
        </Panel>
      )}
    </>
  );
}

/** How good the records are that it brought, with the way to what is wrong. */
function Quality({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const can = useCan();
  const { data } = useQuery({ ...qualityOfImportQuery(run.id), enabled: can("member:quality") });
  if (!data || data.members === 0) return null;
  return (
    <Panel title={t("quality.title")}>
      <p>
        {t("quality.found", {
          members: format.number(data.members),
          wrong: format.number(data.at_fault),
        })}{" "}
        {data.at_fault > 0 && (
          <Link to="/members/quality" search={{ tab: "queue", run: run.id }}>
            {t("quality.open")}
          </Link>
        )}
      </p>
    </Panel>
  );
}
