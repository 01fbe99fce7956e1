import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { useConsequence } from "../../components/useConsequence";
import { deleteFile } from "./api/delete-file";
import type { IncomingFile } from "./api/list-files";

/** Files that were sent and not brought in: they hold personal data, so they can be thrown away. */
export function KeptFiles({ files }: { files: readonly IncomingFile[] }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const ask = useConsequence();
  const client = useQueryClient();
  const remove = ({ id, name }: IncomingFile) => {
    ask({
      title: t("kept.deleteTitle", { name }),
      consequence: t("kept.deleteConsequence"),
      verb: t("kept.delete"),
      destructive: true,
      onConfirm: async () => {
        await deleteFile(id);
        await client.invalidateQueries({ queryKey: ["intake", "files"] });
      },
    });
  };
  return (
    <Table<IncomingFile>
      aria-label={t("kept.title")}
      rowKey="id"
      pagination={false}
      dataSource={[...files]}
      columns={[
        {
          key: "name",
          title: t("column.file"),
          render: (_, { id, name }) => (
            <Link to="/intake/files/$id" params={{ id }}>
              {name}
            </Link>
          ),
        },
        {
          key: "bytes",
          title: t("kept.bytes"),
          align: "right",
          render: (_, { bytes }) => (
            <span className="kit-figure">{format.number(Math.ceil(bytes / 1024))}</span>
          ),
        },
        {
          key: "until",
          title: t("kept.until"),
          align: "right",
          render: (_, { expires_at }) => <Moment at={expires_at} />,
        },
        {
          key: "delete",
          title: "",
          align: "right",
          render: (_, file) => <Button onClick={() => remove(file)}>{t("kept.delete")}</Button>,
        },
      ]}
    />
  );
}
