import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Radio, Select } from "antd";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { fileName, saveFile } from "../../lib/save-file";
import { type Batch, couponReasonsQuery, exportCodes, orderCodes } from "./api/give";
import type { Template } from "./api/templates";
import { type CodeLink, codeLinks } from "./code-links";

const CodeSheet = lazy(() => import("./CodeSheet"));

interface OrderTyped {
  readonly count: number;
  readonly until?: string;
  readonly reason: string;
  readonly note?: string;
}

interface OrderDialogProps {
  readonly template: Template;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** OrderDialog orders personal codes of a template. */
export function OrderDialog({ template, open, onClose }: OrderDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const reasons = useQuery({ ...couponReasonsQuery, enabled: open }).data?.items ?? [];
  return (
    <FormDialog<OrderTyped, Batch>
      open={open}
      title={t("batch.order")}
      verb={t("batch.verb")}
      failed={t("batch.failed")}
      initial={{ count: 1000 }}
      onSubmit={({ count, until, reason, note }) =>
        orderCodes(template.id, key, {
          count,
          reason,
          ...(until && { valid_until: until }),
          ...(note?.trim() && { note: note.trim() }),
        })
      }
      onDone={({ status }) => {
        message.success(t(status === "asked" ? "batch.waits" : "batch.begun"));
        void client.invalidateQueries({ queryKey: ["coupon"] });
        void client.invalidateQueries({ queryKey: ["staff"] });
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      <Form.Item
        name="count"
        label={t("batch.count")}
        rules={[{ required: true, message: t("batch.countMissing") }]}
      >
        <InputNumber<number> min={1} max={5_000_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="until" label={t("batch.until")} extra={t("batch.untilHelp")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("handout.reason")}
        rules={[{ required: true, message: t("handout.reasonMissing") }]}
      >
        <Select options={reasons.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="note" label={t("handout.note")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

interface ExportTyped {
  readonly reason: string;
  readonly form: "file" | "sheet";
}

/** Of more codes a sheet would be a book: a printer takes the file. */
const mostOnSheet = 200;

interface ExportDialogProps {
  readonly template: Template;
  readonly batch: Batch;
  readonly onClose: () => void;
}

/** ExportDialog fetches the codes of a batch, as a file or as a sheet to print, and asks why. */
export function ExportDialog({ template, batch, onClose }: ExportDialogProps) {
  const { t } = useTranslation("coupon");
  const [links, setLinks] = useState<readonly CodeLink[]>();
  const printing = useRef(false); // the dialog closes itself before the sheet opens
  if (links) {
    return (
      <Suspense>
        <CodeSheet template={template} batch={batch} links={links} onClose={onClose} />
      </Suspense>
    );
  }
  return (
    <FormDialog<ExportTyped, readonly CodeLink[] | null>
      open
      title={t("batch.fetchTitle")}
      verb={t("batch.fetch")}
      failed={t("batch.fetchFailed")}
      initial={{ form: "file" }}
      onSubmit={async ({ reason, form }) => {
        const file = await exportCodes(batch.id, reason.trim());
        if (form === "sheet") return codeLinks(await file.text());
        saveFile(fileName(`codes-${batch.id}`, "csv"), file);
        return null;
      }}
      onDone={(read) => {
        printing.current = read !== null;
        if (read) setLinks(read);
      }}
      onClose={() => printing.current || onClose()}
    >
      <p>{t("batch.fetchHelp")}</p>
      {batch.count <= mostOnSheet && (
        <Form.Item name="form" label={t("batch.form")}>
          <Radio.Group
            options={[
              { value: "file", label: t("batch.asFile") },
              { value: "sheet", label: t("batch.asSheet") },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t("batch.why")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("batch.whyMissing") }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
