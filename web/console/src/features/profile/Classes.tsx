import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import { EmptyState } from "../../components/EmptyState";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { classesQuery, type ValueClasses } from "./api/get-classes";
import { isPresent, type PictureWish } from "./api/get-grid";
import { shareBps } from "./share";

type Row = ValueClasses["classes"][number];

/** How many members each class has, what they bring, and who came and went. */
export function Classes({ wish }: { wish: PictureWish }) {
  const { data, error, isPending, refetch } = useQuery(classesQuery(wish));
  const { t } = useTranslation("profile");
  const can = useCan();
  if (isPending) return <Skeleton active paragraph={{ rows: 6 }} title={false} />;
  if (!data) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (data.members === 0) {
    return <EmptyState title={t("classes.empty")}>{t("classes.emptyHelp")}</EmptyState>;
  }
  return <ClassTable classes={data} linked={can("member:read") && isPresent(wish)} />;
}

interface ClassTableProps {
  readonly classes: ValueClasses;
  /** Whether a class opens the list of its members, who are those of the present. */
  readonly linked: boolean;
}

function ClassTable({ classes, linked }: ClassTableProps) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const share = (part: number, whole: number) =>
    format.measureNumber(shareBps(part, whole), { kind: "share" });
  const columns: TableColumnsType<Row> = [
    {
      title: t("classes.class"),
      render: (_, row) => {
        const tag = <ClassTag of={row.class} />;
        if (!linked) return tag;
        return (
          <Link to="/members" search={{ class: row.class.code }}>
            {tag}
          </Link>
        );
      },
    },
    { title: t("classes.members"), align: "right", render: (_, row) => format.number(row.members) },
    {
      title: t("classes.share"),
      align: "right",
      render: (_, row) => share(row.members, classes.members),
    },
    {
      title: t("classes.spend"),
      align: "right",
      render: (_, row) => <Money amount={row.spend} currency={classes.currency} />,
    },
    {
      title: t("classes.spendShare"),
      align: "right",
      render: (_, row) => share(row.spend, classes.spend),
    },
    {
      title: t("classes.entered"),
      align: "right",
      render: (_, row) => format.number(row.entered),
    },
    { title: t("classes.left"), align: "right", render: (_, row) => format.number(row.left) },
    {
      title: t("classes.change"),
      align: "right",
      render: (_, row) => format.signed(row.members - row.members_before),
    },
  ];
  return (
    <Table<Row>
      aria-label={t("classes.title")}
      className="kit-figure"
      columns={columns}
      dataSource={classes.classes}
      rowKey={({ class: { code } }) => code}
      pagination={false}
      size="middle"
      scroll={{ x: 760 }}
    />
  );
}
