import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { filesQuery } from "../../features/intake/api/list-files";
import { runsQuery } from "../../features/intake/api/list-runs";
import { KeptFiles } from "../../features/intake/KeptFiles";
import { useRunColumns } from "../../features/intake/run-columns";
import { SendFile } from "../../features/intake/SendFile";
import { LateWords } from "../LateWords";

/** Files of orders: where a new one is dropped, and what became of those before. */
export function ImportsPage() {
  return (
    <LateWords of="intake">
      <Imports />
    </LateWords>
  );
}

function Imports() {
  const { t } = useTranslation("intake");
  const navigate = useNavigate();
  const files = useQuery(filesQuery).data?.items ?? [];
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")}>
      <Panel title={t("send.title")}>
        <SendFile onSent={({ id }) => void navigate({ to: "/intake/files/$id", params: { id } })} />
      </Panel>
      {files.length > 0 && (
        <Panel title={t("kept.title")}>
          <KeptFiles files={files} />
        </Panel>
      )}
      <Panel title={t("list.past")}>
        <DataList
          query={useInfiniteQuery(runsQuery)}
          columns={useRunColumns()}
          label={t("list.past")}
          empty={<EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>}
          onOpen={({ id }) => void navigate({ to: "/intake/runs/$id", params: { id } })}
        />
      </Panel>
    </Page>
  );
}
