import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day, Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { AccountActs } from "../../features/staff/account/AccountActs";
import { EditRoles, EditStores } from "../../features/staff/account/AccountEdits";
import { AccountState } from "../../features/staff/account/AccountState";
import { useRoleNames } from "../../features/staff/account/account-columns";
import { Sessions } from "../../features/staff/account/Sessions";
import { accountQuery } from "../../features/staff/api/get-account";
import type { Account } from "../../features/staff/api/list-accounts";
import { useCan } from "../../lib/permissions";
import { useChoices } from "./editor/choices";

const route = getRouteApi("/frame/staff/accounts/$id");
const frame = getRouteApi("/frame");

/** A colleague: roles, stores, where they are signed in, and what can be done about it. */
export function AccountPage() {
  const { t } = useTranslation("staff");
  const { id } = route.useParams();
  const { session } = frame.useRouteContext();
  const can = useCan();
  const { data: account, error, refetch } = useQuery(accountQuery(asId(id)));
  const own = session.staff.id === id;
  const mayChange = can("staff:manage") && !own;
  return (
    <Page
      title={account?.name ?? t("account.title")}
      above={<Link to="/staff/accounts">{t("account.title")}</Link>}
    >
      {error && !account && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {!account && !error && <Skeleton active />}
      {account && (
        <>
          {own && <Alert type="info" showIcon title={t("account.ownHelp")} />}
          <Panel title={t("account.facts")} extra={<AccountState account={account} />}>
            <Known account={account} mayChange={mayChange} />
            {mayChange && <AccountActs account={account} />}
          </Panel>
          <Panel title={t("session.title")}>
            <Sessions id={account.id} mayEnd={can("staff:manage")} />
          </Panel>
          <Link to="/staff/audit" search={{ subject_kind: "account", subject_id: id }}>
            {t("account.trail")}
          </Link>
        </>
      )}
    </Page>
  );
}

function Known({ account, mayChange }: { account: Account; mayChange: boolean }) {
  const { t } = useTranslation("staff");
  const namesOf = useRoleNames();
  const { stores } = useChoices();
  const names = account.stores.map(({ name }) => name).join(t("role.separator"));
  return (
    <Facts>
      <Fact name={t("account.email")}>{account.email}</Fact>
      <Fact name={t("account.roles")}>
        {namesOf(account.roles)} {mayChange && <EditRoles account={account} />}
      </Fact>
      <Fact name={t("account.stores")}>
        {names || "—"} {mayChange && <EditStores account={account} choices={stores} />}
      </Fact>
      <Fact name={t("account.signedIn")}>
        {account.signed_in_at ? <Moment at={account.signed_in_at} /> : null}
      </Fact>
      <Fact name={t("account.since")}>
        <Day at={account.created_at} />
      </Fact>
    </Facts>
  );
}
