import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { Link } from "@tanstack/react-router";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Run } from "./api/list-runs";

/** The columns of past imports. */
export function useRunColumns(): TableColumnsType<Run> {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const figure = (value: number | undefined) => (
    <span className="kit-figure">{value === undefined ? "—" : format.number(value)}</span>
  );
  return [
    {
      key: "file",
      title: t("column.file"),
      width: 260,
      render: (_, { id, file_name }) => (
        <Link to="/intake/runs/$id" params={{ id }}>
          {file_name}
        </Link>
      ),
    },
    {
      key: "status",
      title: t("column.status"),
      width: 160,
      render: (_, run) => <State run={run} />,
    },
    {
      key: "kind",
      title: t("opening.kind"),
      width: 120,
      render: (_, { kind }) => t(`opening.kinds.${kind}`),
    },
    {
      key: "orders",
      title: t("column.orders"),
      width: 110,
      align: "right",
      render: (_, { applied }) => figure(applied?.orders),
    },
    {
      key: "joined",
      title: t("column.joined"),
      width: 110,
      align: "right",
      render: (_, { applied }) => figure(applied?.joined),
    },
    {
      key: "wrong",
      title: t("column.wrong"),
      width: 110,
      align: "right",
      render: (_, { wrong_rows }) => figure(wrong_rows),
    },
    { key: "by", title: t("column.by"), width: 140, render: (_, { by, by_name }) => by_name ?? by },
    {
      key: "at",
      title: t("column.at"),
      width: 150,
      align: "right",
      render: (_, { received_at }) => <Moment at={received_at} />,
    },
  ];
}

/** Where a run is, in a word, and whether it was a try. */
export function State({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  return (
    <>
      <Tag>{t(`status.${run.status}`)}</Tag>
      {run.dry_run && <Tag>{t("dry")}</Tag>}
    </>
  );
}
