import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { type AuditEntry, auditQuery } from "../../features/staff/api/list-audit";
import { useAuditColumns } from "../../features/staff/trail/audit-columns";
import { Compared } from "../../features/staff/trail/Compared";
import { TrailFilters } from "../../features/staff/trail/TrailFilters";
import { rowsOf } from "../../lib/page";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/staff/audit");

/** Who did what to whom, before, after and why. */
export function AuditPage() {
  return (
    <LateWords of="trail">
      <Trail />
    </LateWords>
  );
}

function Trail() {
  const { t } = useTranslation("trail");
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(auditQuery(filter));
  const rows = rowsOf(query.data);
  const columns = useAuditColumns();
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <Panel>
        <TrailFilters filter={filter} onChange={(search) => void navigate({ search })} />
        {query.isError && (
          <ProblemView size="small" thrown={query.error} onRetry={() => void query.refetch()} />
        )}
        {!query.isPending && !query.isError && rows.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <Table<AuditEntry>
            aria-label={t("title")}
            loading={query.isPending}
            columns={columns}
            dataSource={rows}
            rowKey="id"
            pagination={false}
            scroll={{ x: 900 }}
            expandable={{ expandedRowRender: (entry) => <Compared entry={entry} /> }}
          />
        )}
        {query.hasNextPage && (
          <Button
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
            style={{ marginBlockStart: 16 }}
          >
            {t("more")}
          </Button>
        )}
      </Panel>
    </Page>
  );
}
