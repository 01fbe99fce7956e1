import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import { newKey } from "../../lib/new-key";
import { importList, type ListImport, type ListKind } from "./api/import-list";

interface ImportListProps {
  readonly kind: ListKind;
  /** Of prices: the list that the file is for, where it names none. */
  readonly list?: string;
}

/** Brings a file in: chosen, tried at once, and written when the reader has seen what it comes to. */
export function ImportList({ kind, list }: ImportListProps) {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [key, setKey] = useState(newKey);
  const trying = useMutation({
    mutationFn: (chosen: File) => importList(kind, chosen, list),
  });
  const bringing = useMutation({
    mutationFn: (chosen: File) => importList(kind, chosen, list, key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["catalog"] }),
  });
  const thrown = bringing.error ?? trying.error;
  const outcome = bringing.data ?? trying.data;
  const forget = () => {
    setFile(undefined);
    setKey(newKey());
    trying.reset();
    bringing.reset();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`file.open.${kind}`)}</Button>
      <Modal
        open={isOpen}
        title={t(`file.open.${kind}`)}
        width={720}
        okText={t(bringing.data ? "file.close" : "file.bring")}
        okButtonProps={{ disabled: !trying.data, loading: bringing.isPending }}
        onOk={() => (bringing.data || !file ? setOpen(false) : bringing.mutate(file))}
        onCancel={() => setOpen(false)}
        afterClose={forget}
      >
        <p>{t(`file.help.${kind}`)}</p>
        <Upload.Dragger
          accept=".csv,.gz,.xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            forget();
            setFile(chosen);
            trying.mutate(chosen);
            return false;
          }}
        >
          {file ? file.name : t("file.choose")}
        </Upload.Dragger>
        {thrown && (
          <Alert type="error" showIcon title={asProblem(thrown).detail} style={{ marginTop: 16 }} />
        )}
        {outcome && !thrown && <Outcome outcome={outcome} />}
      </Modal>
    </>
  );
}

function Outcome({ outcome }: { outcome: ListImport }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const said = (["made", "changed", "removed", "unchanged", "out_of_date", "refused"] as const)
    .filter((one) => outcome.outcomes[one])
    .map((one) => t(`file.outcome.${one}`, { rows: format.number(outcome.outcomes[one] ?? 0) }));
  return (
    <>
      <Alert
        type={outcome.dry_run ? "info" : "success"}
        showIcon
        title={t(outcome.dry_run ? "file.would" : "file.done", {
          rows: format.number(outcome.read),
        })}
        description={said.join(t("file.comma"))}
        style={{ marginBlock: 16 }}
      />
      {outcome.unused.length > 0 && (
        <p>{t("file.unused", { columns: outcome.unused.join(t("file.comma")) })}</p>
      )}
      {outcome.wrong_rows.length > 0 && (
        <Table
          aria-label={t("file.wrong")}
          size="small"
          rowKey="row"
          pagination={false}
          scroll={{ y: 240 }}
          dataSource={outcome.wrong_rows}
          columns={[
            { key: "row", dataIndex: "row", title: t("file.row"), width: 72, align: "right" },
            { key: "code", dataIndex: "code", title: t("column.code"), width: 128, ellipsis: true },
            { key: "text", dataIndex: "text", title: t("file.why") },
          ]}
        />
      )}
    </>
  );
}
