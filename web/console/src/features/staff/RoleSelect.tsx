import { useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { useTranslation } from "react-i18next";
import { rolesQuery } from "./api/list-roles";

/** Roles to choose from, by their names. */
export function RoleSelect(props: SelectProps<string[]>) {
  const { t } = useTranslation("staff");
  const roles = useQuery(rolesQuery).data?.items ?? [];
  return (
    <Select
      {...props}
      mode="multiple"
      aria-label={t("account.roles")}
      options={roles.map(({ role, name }) => ({ value: role, label: name }))}
    />
  );
}
