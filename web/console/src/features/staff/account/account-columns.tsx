import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { Account } from "../api/list-accounts";
import { AccountState } from "./AccountState";

/** useRoleNames says roles in the reader's words. */
export function useRoleNames(): (roles: readonly string[]) => string {
  const { t } = useTranslation("staff");
  return (roles) =>
    roles
      .map((role) => t(`role.${role as "administrator"}`, { defaultValue: role }))
      .join(t("role.separator"));
}

export function useAccountColumns(): TableColumnsType<Account> {
  const { t } = useTranslation("staff");
  const namesOf = useRoleNames();
  return [
    {
      key: "name",
      title: t("account.name"),
      render: (_, { id, name }) => (
        <Link to="/staff/accounts/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { key: "email", title: t("account.email"), render: (_, { email }) => email },
    { key: "roles", title: t("account.roles"), render: (_, { roles }) => namesOf(roles) },
    {
      key: "stores",
      title: t("account.stores"),
      render: (_, { stores }) => stores.map(({ name }) => name).join(t("role.separator")) || "—",
    },
    {
      key: "seen",
      title: t("account.signedIn"),
      render: (_, { signed_in_at }) => (signed_in_at ? <Moment at={signed_in_at} /> : "—"),
    },
    {
      key: "state",
      title: t("account.state"),
      width: 120,
      render: (_, account) => <AccountState account={account} />,
    },
  ];
}
