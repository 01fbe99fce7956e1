import { useTranslation } from "react-i18next";

/** usePermissionName says a permission in the reader's words; a new one by its code. */
export function usePermissionName(): (permission: string) => string {
  const { t } = useTranslation("permission");
  return (permission) => {
    const key = permission.replace(":", "_") as "org_read";
    return t(key, { defaultValue: permission });
  };
}
