import { useFormat } from "@habitue/kit/format/reader";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { ClassTag } from "../../components/ClassTag";
import { Table } from "../../components/Table";
import type { ValueClasses } from "./api/get-classes";

type Row = ValueClasses["classes"][number];

/** What a rule that is tried would make of today's members, beside the rule in force. */
export function Tried({ classes }: { classes: ValueClasses }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const count = (title: string, of: (row: Row) => string) =>
    ({
      title,
      align: "right",
      render: (_, row) => of(row),
    }) satisfies TableColumnsType<Row>[number];
  const columns: TableColumnsType<Row> = [
    { title: t("classes.class"), render: (_, row) => <ClassTag of={row.class} /> },
    count(t("trial.inForce"), (row) => format.number(row.members_before)),
    count(t("trial.thisRule"), (row) => format.number(row.members)),
    count(t("classes.change"), (row) => format.signed(row.members - row.members_before)),
    count(t("trial.entered"), (row) => format.number(row.entered)),
    count(t("trial.left"), (row) => format.number(row.left)),
  ];
  return (
    <Table<Row>
      aria-label={t("trial.title")}
      className="kit-figure"
      columns={columns}
      dataSource={classes.classes}
      rowKey={({ class: { code } }) => code}
      pagination={false}
      size="small"
    />
  );
}
