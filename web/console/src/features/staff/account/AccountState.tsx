import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Account } from "../api/list-accounts";

/** Whether an account can be used, and why not. */
export function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation("staff");
  if (account.disabled_at) return <Tag>{t("account.disabled")}</Tag>;
  const locked = account.locked_until && new Date(account.locked_until) > new Date();
  if (locked) return <Tag color="error">{t("account.locked")}</Tag>;
  if (account.must_change) return <Tag color="warning">{t("account.mustChange")}</Tag>;
  return <Tag color="success">{t("account.active")}</Tag>;
}
