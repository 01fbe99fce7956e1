import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { fileQuery } from "../../features/intake/api/get-file";
import { ImportSteps } from "../../features/intake/ImportSteps";
import { MapFile } from "../../features/intake/MapFile";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/intake/files/$id");

/** One file, before anything is done with it: what its columns are taken for. */
export function ImportFilePage() {
  return (
    <LateWords of="intake">
      <ImportFile />
    </LateWords>
  );
}

function ImportFile() {
  const { t } = useTranslation("intake");
  const navigate = useNavigate();
  const id = asId(route.useParams().id);
  const { data: file, error, isPending, refetch } = useQuery(fileQuery(id));
  return (
    <Page
      title={file ? t("file.titled", { name: file.name }) : t("file.title")}
      purpose={t("file.purpose")}
      above={<Link to="/intake">{t("list.back")}</Link>}
    >
      <ImportSteps at={1} />
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {!file && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {file && (
        <MapFile
          fileId={id}
          onRun={(run) => void navigate({ to: "/intake/runs/$id", params: { id: run.id } })}
        />
      )}
    </Page>
  );
}
