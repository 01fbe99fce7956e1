import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { disableAccount } from "../api/disable-account";
import { enableAccount } from "../api/enable-account";
import type { Account } from "../api/list-accounts";
import { resetPassword } from "../api/reset-password";
import { unlockAccount } from "../api/unlock-account";
import { ReasonDialog } from "../ReasonDialog";
import { Secret } from "../Secret";

const acts = {
  disable: disableAccount,
  enable: enableAccount,
  unlock: unlockAccount,
} satisfies Record<string, (id: Id, reason: string) => Promise<unknown>>;

type Act = keyof typeof acts | "reset";

/** What an administrator can do about a colleague's account; each with its reason. */
export function AccountActs({ account }: { account: Account }) {
  const { t } = useTranslation("staff");
  const queryClient = useQueryClient();
  const [act, setAct] = useState<Act>();
  const [password, setPassword] = useState<string | null>(null);
  const run = async (reason: string) => {
    if (act === "reset") setPassword((await resetPassword(account.id, reason)).password);
    else if (act) await acts[act](account.id, reason);
    await queryClient.invalidateQueries({ queryKey: ["staff", "accounts"] });
  };
  const possible: Act[] = account.disabled_at
    ? ["enable"]
    : ["reset", ...(account.locked_until ? ["unlock" as const] : []), "disable"];
  return (
    <>
      <Space wrap>
        {possible.map((one) => (
          <Button key={one} danger={one === "disable"} onClick={() => setAct(one)}>
            {t(`account.act.${one}.verb`)}
          </Button>
        ))}
      </Space>
      {act && (
        <ReasonDialog
          open
          title={t(`account.act.${act}.title`, { name: account.name })}
          consequence={t(`account.act.${act}.help`, { name: account.name })}
          verb={t(`account.act.${act}.verb`)}
          danger={act === "disable"}
          onClose={() => setAct(undefined)}
          onConfirm={run}
        />
      )}
      <Secret
        title={t("account.passwordTitle", { name: account.name })}
        help={t("account.passwordHelp")}
        secret={password}
        onClose={() => setPassword(null)}
      />
    </>
  );
}
