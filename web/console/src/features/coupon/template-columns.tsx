import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Template } from "./api/templates";

const colours = { draft: "default", live: "success", ended: "default" } as const;

export function StatusTag({ status }: { status: Template["status"] }) {
  const { t } = useTranslation("coupon");
  return <Tag color={colours[status]}>{t(`status.${status}`)}</Tag>;
}

export function useTemplateColumns(): TableColumnsType<Template> {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  return [
    {
      key: "name",
      title: t("list.name"),
      width: 240,
      ellipsis: true,
      render: (_, { id, name }) => (
        <Link to="/coupons/$template" params={{ template: id }}>
          {name}
        </Link>
      ),
    },
    {
      key: "status",
      title: t("list.status"),
      width: 132,
      render: (_, { status, draft, version }) => (
        <>
          <StatusTag status={status} />
          {draft && version > 0 && <Tag color="processing">{t("list.draft")}</Tag>}
        </>
      ),
    },
    {
      key: "words",
      title: t("list.words"),
      ellipsis: true,
      render: (_, { words }) => words?.[0] ?? "—",
    },
    {
      key: "issued",
      title: t("list.issued"),
      width: 104,
      align: "right",
      render: (_, { issued }) => format.number(issued),
    },
    {
      key: "left",
      title: t("list.left"),
      width: 104,
      align: "right",
      render: (_, { left }) => (left == null ? t("list.unbounded") : format.number(left)),
    },
    { key: "code", title: t("list.code"), width: 128, ellipsis: true, dataIndex: "code" },
  ];
}
