import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { approvalsQuery } from "../../features/staff/api/list-approvals";
import { useApprovalColumns } from "../../features/staff/approval/approval-columns";

/** What waits for a second person, and what became of what was asked for. */
export function ApprovalsPage() {
  const { t } = useTranslation("staff");
  const navigate = useNavigate();
  return (
    <Page title={t("approval.title")} purpose={t("approval.purpose")}>
      <Panel>
        <DataList
          query={useInfiniteQuery(approvalsQuery)}
          columns={useApprovalColumns()}
          label={t("approval.title")}
          empty={<EmptyState title={t("approval.none")}>{t("approval.noneHelp")}</EmptyState>}
          onOpen={({ id }) => void navigate({ to: "/approvals/$id", params: { id } })}
        />
      </Panel>
    </Page>
  );
}
