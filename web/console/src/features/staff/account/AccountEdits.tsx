import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import { changeRoles } from "../api/change-roles";
import type { Account } from "../api/list-accounts";
import { setStores } from "../api/set-stores";
import { ReasonDialog } from "../ReasonDialog";
import { RoleSelect } from "../RoleSelect";

interface EditProps {
  readonly account: Account;
}

/** Gives somebody other roles, and says what they are now. */
export function EditRoles({ account }: EditProps) {
  const { t } = useTranslation("staff");
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState<string[]>();
  return (
    <>
      <Button size="small" onClick={() => setRoles(account.roles)}>
        {t("account.change")}
      </Button>
      <ReasonDialog
        open={roles !== undefined}
        title={t("account.rolesTitle", { name: account.name })}
        consequence={t("account.rolesHelp")}
        verb={t("account.save")}
        onClose={() => setRoles(undefined)}
        onConfirm={async (reason) => {
          await changeRoles(account.id, roles ?? [], reason);
          await queryClient.invalidateQueries({ queryKey: ["staff", "accounts"] });
        }}
      >
        <Field label={t("account.roles")}>
          <RoleSelect value={roles ?? []} onChange={setRoles} />
        </Field>
      </ReasonDialog>
    </>
  );
}

/** Says in which stores somebody works. */
export function EditStores({
  account,
  choices,
}: EditProps & { choices: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation("staff");
  const queryClient = useQueryClient();
  const [stores, setChosen] = useState<string[]>();
  return (
    <>
      <Button size="small" onClick={() => setChosen(account.stores.map(({ code }) => code))}>
        {t("account.change")}
      </Button>
      <ReasonDialog
        open={stores !== undefined}
        title={t("account.storesTitle", { name: account.name })}
        consequence={t("account.storesHelp")}
        verb={t("account.save")}
        onClose={() => setChosen(undefined)}
        onConfirm={async (reason) => {
          await setStores(account.id, stores ?? [], reason);
          await queryClient.invalidateQueries({ queryKey: ["staff", "accounts"] });
        }}
      >
        <Field label={t("account.stores")}>
          <Select
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("account.stores")}
            value={stores ?? []}
            options={[...choices]}
            onChange={setChosen}
          />
        </Field>
      </ReasonDialog>
    </>
  );
}
