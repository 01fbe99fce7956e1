import { useTranslation } from "react-i18next";

/** useRoleNames says what roles are called. */
export function useRoleNames(): (role: string) => string {
  const { t } = useTranslation("staff");
  return (role) => t(`role.${role as "administrator"}`);
}
