import { Moment } from "@habitue/kit/components/When";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../api/list-audit";

/** useActionName says an act in the reader's words; a new one by its code. */
export function useActionName(): (action: string) => string {
  const { t } = useTranslation("staff");
  return (action) => {
    const key = action.replace(".", "_") as "staff_sign_in";
    return t(`action.${key}`, { defaultValue: action });
  };
}

export function useAuditColumns(): TableColumnsType<AuditEntry> {
  const { t } = useTranslation("staff");
  const nameOf = useActionName();
  return [
    { key: "at", title: t("audit.at"), width: 160, render: (_, { at }) => <Moment at={at} /> },
    {
      key: "who",
      title: t("audit.who"),
      render: (_, { name, principal }) =>
        name ?? (principal === "operator" ? t("audit.operator") : principal),
    },
    { key: "action", title: t("audit.action"), render: (_, { action }) => nameOf(action) },
    {
      key: "subject",
      title: t("audit.subject"),
      render: (_, { subject_kind, subject_id }) => (
        <>
          {t(`audit.kind.${subject_kind as "account"}`, { defaultValue: subject_kind })}{" "}
          <code>{subject_id}</code>
        </>
      ),
    },
    { key: "reason", title: t("audit.reason"), render: (_, { reason }) => reason ?? "—" },
  ];
}
