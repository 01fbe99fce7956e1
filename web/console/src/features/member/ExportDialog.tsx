import { asProblem } from "@habitue/kit/api/problem";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { fileName, saveFile } from "../../lib/save-file";
import { countQuery } from "./api/count-members";
import { type ExportColumn, exportMembers } from "./api/export-members";
import type { MemberColumn } from "./columns";
import type { MemberFilter } from "./filter";
import styles from "./member.module.css";

interface ExportDialogProps {
  readonly open: boolean;
  readonly filter: MemberFilter;
  /** Those this reader may see; those the list shows are ticked. */
  readonly possible: readonly MemberColumn[];
  readonly shown: readonly MemberColumn[];
  readonly onClose: () => void;
}

interface Asked {
  readonly columns: ExportColumn[];
  readonly reason: string;
}

/** What a file may hold for each column of the list. */
function columnsOf(names: readonly MemberColumn[]): ExportColumn[] {
  return names.flatMap((name): ExportColumn[] => {
    if (name === "rfm") return ["r", "f", "m"];
    return [name === "joined" ? "joined_on" : name];
  });
}

/** The second look before members leave the house: how many, what of them, and why. */
export function ExportDialog({ open, filter, possible, shown, onClose }: ExportDialogProps) {
  const { t } = useTranslation("member");
  const [form] = Form.useForm<Asked>();
  const exporting = useMutation({
    mutationFn: ({ columns, reason }: Asked) => exportMembers(filter, columns, reason.trim()),
    onSuccess: (file) => {
      saveFile(fileName(t("list.title"), "csv"), file);
      onClose();
    },
    gcTime: 0,
  });
  const problem = exporting.error ? asProblem(exporting.error) : null;
  return (
    <Modal
      open={open}
      title={t("export.title")}
      okText={t("export.submit")}
      okButtonProps={{ loading: exporting.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={exporting.reset}
      destroyOnHidden
    >
      {problem && <Alert type="error" showIcon title={problem.detail || t("export.failed")} />}
      <Consequence filter={filter} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ columns: columnsOf(shown.filter((name) => possible.includes(name))) }}
        onFinish={exporting.mutate}
      >
        <Form.Item
          name="columns"
          label={t("export.columns")}
          rules={[{ required: true, message: t("export.columnsMissing") }]}
        >
          <Checkbox.Group
            className={styles.exported}
            options={columnsOf(possible).map((value) => ({
              value,
              label: t(`export.column.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("export.reason")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("reveal.reasonMissing") }]}
        >
          <Input placeholder={t("export.example")} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Consequence({ filter }: { filter: MemberFilter }) {
  const { t } = useTranslation("member");
  const format = useFormat();
  const { data } = useQuery(countQuery(filter));
  if (data?.more) {
    const shown = format.number(data.count);
    return <Alert type="warning" showIcon title={t("export.tooMany", { shown })} />;
  }
  return (
    <Typography.Paragraph>
      {data && <strong>{t("export.rows", { shown: format.number(data.count) })}</strong>}{" "}
      {t("export.consequence")}
    </Typography.Paragraph>
  );
}
