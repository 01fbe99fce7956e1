import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { Wide } from "../../components/Wide";
import { rolesQuery } from "../../features/staff/api/list-roles";
import { usePermissionName } from "../../features/staff/permission";
import { LateWords } from "../LateWords";

interface Row {
  readonly permission: string;
  readonly roles: ReadonlySet<string>;
}

/** Who may do what: the program's own table, as it is enforced. */
export function RolesPage() {
  return (
    <LateWords of="permission">
      <Roles />
    </LateWords>
  );
}

function Roles() {
  const { t } = useTranslation("staff");
  const nameOf = usePermissionName();
  const { data, error, refetch } = useQuery(rolesQuery);
  const roles = data?.items ?? [];
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))].sort();
  const rows: Row[] = permissions.map((permission) => ({
    permission,
    roles: new Set(
      roles.filter((one) => one.permissions.includes(permission)).map((one) => one.role),
    ),
  }));
  const columns: TableColumnsType<Row> = [
    {
      key: "permission",
      title: t("roles.permission"),
      fixed: "left",
      width: 240,
      render: (_, { permission }) => (
        <>
          {nameOf(permission)} <code>{permission}</code>
        </>
      ),
    },
    ...roles.map(({ role, name }) => ({
      key: role,
      title: name,
      align: "center" as const,
      render: (_: unknown, row: Row) => (
        <span role="img" aria-label={t(row.roles.has(role) ? "roles.may" : "roles.mayNot")}>
          {row.roles.has(role) ? "✓" : "–"}
        </span>
      ),
    })),
  ];
  return (
    <Page title={t("roles.title")} purpose={t("roles.purpose")}>
      <Panel>
        {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active />}
        {data && (
          <Wide label={t("roles.title")} minWidth={1100}>
            <Table<Row>
              aria-label={t("roles.title")}
              size="small"
              columns={columns}
              dataSource={rows}
              rowKey="permission"
              pagination={false}
            />
          </Wide>
        )}
      </Panel>
    </Page>
  );
}
