import { useQuery } from "@tanstack/react-query";
import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { waitingQuery } from "../api/list-waiting";

/** How many approvals wait for the reader; nothing where none does. */
export function Waiting() {
  const { t } = useTranslation("staff");
  const waiting = useQuery(waitingQuery).data?.items.filter(({ may_decide }) => may_decide) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Badge
      count={waiting.length}
      size="small"
      title={t("approval.waiting", { count: waiting.length })}
    />
  );
}
