import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { useAccountColumns } from "../../features/staff/account/account-columns";
import { InviteDialog } from "../../features/staff/account/InviteDialog";
import type { MadeAccount } from "../../features/staff/api/create-account";
import { accountsQuery } from "../../features/staff/api/list-accounts";
import { Secret } from "../../features/staff/Secret";
import { useCan } from "../../lib/permissions";

/** The people who use console and till. */
export function AccountsPage() {
  const { t } = useTranslation("staff");
  const navigate = useNavigate();
  const mayManage = useCan()("staff:manage");
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<MadeAccount>();
  return (
    <Page
      title={t("account.title")}
      purpose={t("account.purpose")}
      action={
        mayManage && (
          <Button type="primary" onClick={() => setInviting(true)}>
            {t("account.invite")}
          </Button>
        )
      }
    >
      <Panel>
        <DataList
          query={useInfiniteQuery(accountsQuery)}
          columns={useAccountColumns()}
          label={t("account.title")}
          empty={<EmptyState title={t("account.none")} />}
          onOpen={({ id }) => void navigate({ to: "/staff/accounts/$id", params: { id } })}
        />
      </Panel>
      <InviteDialog open={inviting} onClose={() => setInviting(false)} onInvited={setMade} />
      <Secret
        title={t("account.passwordTitle", { name: made?.name ?? "" })}
        help={t("account.passwordHelp")}
        secret={made?.password ?? null}
        onClose={() => setMade(undefined)}
      />
    </Page>
  );
}
