import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input, Table } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import { type AuditEntry, type AuditFilter, auditQuery } from "../../features/staff/api/list-audit";
import { useAuditColumns } from "../../features/staff/trail/audit-columns";
import { Compared } from "../../features/staff/trail/Compared";
import { rowsOf } from "../../lib/page";

const route = getRouteApi("/frame/staff/audit");

/** Who did what to whom, before, after and why. */
export function AuditPage() {
  const { t } = useTranslation("staff");
  const filter = route.useSearch();
  const query = useInfiniteQuery(auditQuery(filter));
  const rows = rowsOf(query.data);
  const columns = useAuditColumns();
  return (
    <Page title={t("audit.title")} purpose={t("audit.purpose")}>
      <Panel>
        <Filters filter={filter} />
        {query.isError && (
          <ProblemView size="small" thrown={query.error} onRetry={() => void query.refetch()} />
        )}
        {!query.isPending && !query.isError && rows.length === 0 ? (
          <EmptyState title={t("audit.none")} />
        ) : (
          <Table<AuditEntry>
            aria-label={t("audit.title")}
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
            {t("audit.more")}
          </Button>
        )}
      </Panel>
    </Page>
  );
}

/** Filters stand in the address, so that a link shows the same. */
function Filters({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation("staff");
  const navigate = route.useNavigate();
  const input = (name: keyof AuditFilter, label: string, example: string) => (
    <Field label={label}>
      <Input.Search
        allowClear
        key={filter[name] ?? ""}
        defaultValue={filter[name] ?? ""}
        placeholder={example}
        aria-label={label}
        onSearch={(text) =>
          void navigate({ search: { ...filter, [name]: text.trim() || undefined } })
        }
      />
    </Field>
  );
  return (
    <div className={styles.fields} style={{ marginBlockEnd: 16 }}>
      {input("principal", t("audit.who"), "staff:17")}
      {input("action", t("audit.action"), "staff.change_roles")}
      {input("subject_kind", t("audit.kindOf"), "account")}
      {input("subject_id", t("audit.subject"), "18")}
    </div>
  );
}
