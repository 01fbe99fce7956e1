import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Finding, Promotion } from "./api/promotions";
import type { State } from "./filter";
import { kindOf } from "./rule";

const colours: Record<State, string> = {
  draft: "default",
  scheduled: "processing",
  live: "success",
  off: "default",
  over: "default",
  ended: "default",
};

export function StatusTag({ status }: { status: State }) {
  const { t } = useTranslation(["pricing", "terms"]);
  return <Tag color={colours[status]}>{t(`status.${status}`)}</Tag>;
}

export function usePromotionColumns(findings: readonly Finding[]): TableColumnsType<Promotion> {
  const { t } = useTranslation(["pricing", "terms"]);
  const format = useFormat();
  const day = (date: string | undefined) => (date ? format.localDate(date) : "");
  return [
    {
      key: "name",
      title: t("list.name"),
      width: 200,
      ellipsis: true,
      render: (_, { id, name }) => (
        <Link to="/promotions/$promotion" params={{ promotion: id }}>
          {name}
        </Link>
      ),
    },
    {
      key: "status",
      title: t("list.status"),
      width: 160,
      render: (_, { id, status, waiting }) => (
        <>
          <StatusTag status={status} />
          {waiting > 0 && status !== "draft" && <Tag color="processing">{t("list.waiting")}</Tag>}
          <FoundTag findings={findings.filter(({ promotion }) => promotion.id === id)} />
        </>
      ),
    },
    {
      key: "kind",
      title: t("list.kind"),
      width: 120,
      render: (_, { rule }) => t(`terms:kind.${kindOf(rule)}`),
    },
    {
      key: "words",
      title: t("list.words"),
      ellipsis: true,
      render: (_, { words }) => words?.[0] ?? "—",
    },
    {
      key: "days",
      title: t("list.days"),
      width: 208,
      render: (_, { rule }) => {
        const { from, until } = rule.offer.when;
        return from || until
          ? t("list.span", { from: day(from), until: day(until) })
          : t("list.always");
      },
    },
  ];
}

function FoundTag({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation(["pricing", "terms"]);
  if (findings.length === 0) return null;
  const never = findings.some((finding) => finding.never);
  return (
    <Tooltip title={findings.map(({ words }) => words).join(" ")}>
      <Tag color={never ? "warning" : "default"}>{t(never ? "found.tagNever" : "found.tag")}</Tag>
    </Tooltip>
  );
}
