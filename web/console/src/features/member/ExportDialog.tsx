import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { fileName, saveFile } from "../../lib/save-file";
import { countQuery } from "./api/count-members";
import { exportMembers } from "./api/export-members";
import type { MemberColumn } from "./columns";
import { type Asked, Columns, exportingOf, How, typed } from "./ExportColumns";
import { columnsOf } from "./export-columns";
import type { MemberFilter } from "./filter";

interface ExportDialogProps {
  readonly filter: MemberFilter;
  /** Those this reader may see; those the list shows are ticked. */
  readonly possible: readonly MemberColumn[];
  readonly shown: readonly MemberColumn[];
  readonly onClose: () => void;
}

/** The second look before members leave the house: how many, what of them, and why. */
export function ExportDialog({ filter, possible, shown, onClose }: ExportDialogProps) {
  const { t } = useTranslation("member");
  const ticked = columnsOf(shown.filter((name) => possible.includes(name)));
  return (
    <FormDialog
      open
      width={720}
      title={t("export.title")}
      verb={t("export.submit")}
      failed={t("export.failed")}
      initial={{
        ...typed([...ticked, "restricted"]),
        fields: [],
        format: "csv",
        full: false,
      }}
      onSubmit={async (asked: Asked) => {
        const what = exportingOf(asked);
        saveFile(fileName(t("list.title"), what.format), await exportMembers(filter, what));
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Consequence filter={filter} />
          <Columns possible={possible} form={form} />
          <How form={form} />
          <Form.Item
            name="reason"
            label={t("export.reason")}
            rules={[
              { required: true, whitespace: true, min: 2, message: t("reveal.reasonMissing") },
            ]}
          >
            <Input placeholder={t("export.example")} maxLength={200} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

function Consequence({ filter }: { filter: MemberFilter }) {
  const { t } = useTranslation("member");
  const format = useFormat();
  const { data } = useQuery(countQuery(filter));
  return (
    <>
      <Typography.Paragraph>
        {data && (
          <strong>
            {t(data.more ? "export.rowsAtLeast" : "export.rows", {
              shown: format.number(data.count),
            })}
          </strong>
        )}{" "}
        {t("export.consequence")}
      </Typography.Paragraph>
      {data?.more && <Alert type="info" showIcon title={t("export.large")} />}
    </>
  );
}
