import { Moment } from "@habitue/kit/components/When";
import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { Approval } from "../api/list-approvals";
import { StatusTag } from "./StatusTag";

export function useApprovalColumns(): TableColumnsType<Approval> {
  const { t } = useTranslation("staff");
  return [
    {
      key: "what",
      title: t("approval.what"),
      render: (_, { id, kind, subject }) => (
        <Link to="/approvals/$id" params={{ id }}>
          {t(`approval.kind.${kind}`, { version: subject })}
        </Link>
      ),
    },
    { key: "note", title: t("approval.note"), render: (_, { note }) => note },
    { key: "by", title: t("approval.askedBy"), render: (_, { asked_by }) => asked_by.name },
    {
      key: "at",
      title: t("approval.askedAt"),
      render: (_, { asked_at }) => <Moment at={asked_at} />,
    },
    {
      key: "status",
      title: t("approval.state"),
      width: 120,
      render: (_, approval) => <StatusTag approval={approval} />,
    },
    {
      key: "decided",
      title: t("approval.decidedBy"),
      render: (_, { decided_by }) => decided_by?.name ?? "—",
    },
  ];
}
