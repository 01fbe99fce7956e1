import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
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
  return (
    <FormDialog
      open={open}
      title={t("export.title")}
      verb={t("export.submit")}
      failed={t("export.failed")}
      initial={{
        columns: [...columnsOf(shown.filter((name) => possible.includes(name))), "restricted"],
      }}
      onSubmit={({ columns, reason }: Asked) => exportMembers(filter, columns, reason.trim())}
      onDone={(file) => saveFile(fileName(t("list.title"), "csv"), file)}
      onClose={onClose}
    >
      <Consequence filter={filter} />
      <Form.Item
        name="columns"
        label={t("export.columns")}
        rules={[{ required: true, message: t("export.columnsMissing") }]}
      >
        <Checkbox.Group
          className={styles.exported}
          options={[...columnsOf(possible), "restricted" as const].map((value) => ({
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
    </FormDialog>
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
