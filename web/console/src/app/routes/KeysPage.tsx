import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { useConsequence } from "../../components/useConsequence";
import { keysQuery } from "../../features/staff/api/list-keys";
import { revokeKey } from "../../features/staff/api/revoke-key";
import { CreateKeyDialog } from "../../features/staff/key/CreateKeyDialog";
import { useKeyColumns } from "../../features/staff/key/key-columns";
import { Secret } from "../../features/staff/Secret";
import { PermissionsContext, useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

/** The keys with which tills, shops and programs speak to us. */
export function KeysPage() {
  return (
    <LateWords of="permission">
      <Keys />
    </LateWords>
  );
}

function Keys() {
  const { t } = useTranslation("staff");
  const mayManage = useCan()("staff:manage");
  const permissions = useContext(PermissionsContext);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const confirm = useConsequence();
  const queryClient = useQueryClient();
  const columns = useKeyColumns(
    mayManage
      ? (key) =>
          confirm({
            title: t("key.revokeTitle", { name: key.name }),
            consequence: t("key.revokeHelp"),
            verb: t("key.revoke"),
            destructive: true,
            onConfirm: async () => {
              await revokeKey(key.id);
              await queryClient.invalidateQueries({ queryKey: ["staff", "keys"] });
            },
          })
      : undefined,
  );
  return (
    <Page
      title={t("key.title")}
      purpose={t("key.purpose")}
      action={
        mayManage && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("key.create")}
          </Button>
        )
      }
    >
      <Panel>
        <DataList
          query={useInfiniteQuery(keysQuery)}
          columns={columns}
          label={t("key.title")}
          empty={<EmptyState title={t("key.none")}>{t("key.noneHelp")}</EmptyState>}
        />
      </Panel>
      <CreateKeyDialog
        open={making}
        permissions={[...permissions].sort()}
        onClose={() => setMaking(false)}
        onMade={setSecret}
      />
      <Secret
        title={t("key.secretTitle")}
        help={t("key.secretHelp")}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </Page>
  );
}
