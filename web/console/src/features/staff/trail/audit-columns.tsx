import { Moment } from "@habitue/kit/components/When";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../api/list-audit";

/** useActionName says an act in the reader's words; a new one by its code. */
export function useActionName(): (action: string) => string {
  const { t } = useTranslation("trail");
  return (action) => {
    const key = action.replace(".", "_") as "staff_sign_in";
    return t(`acts.${key}`, { defaultValue: action });
  };
}

export function useAuditColumns(): TableColumnsType<AuditEntry> {
  const { t } = useTranslation("trail");
  const nameOf = useActionName();
  return [
    { key: "at", title: t("at"), width: 160, render: (_, { at }) => <Moment at={at} /> },
    {
      key: "who",
      title: t("who"),
      render: (_, { name, principal }) =>
        name ?? (principal === "operator" ? t("operator") : principal),
    },
    { key: "action", title: t("action"), render: (_, { action }) => nameOf(action) },
    {
      key: "subject",
      title: t("subject"),
      render: (_, { subject_kind, subject_id }) => (
        <>
          {t(`kind.${subject_kind as "account"}`, { defaultValue: subject_kind })}{" "}
          <code>{subject_id}</code>
        </>
      ),
    },
    { key: "reason", title: t("reason"), render: (_, { reason }) => reason ?? "—" },
  ];
}
