import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { couponReasonsQuery } from "./api/give";
import { type HandoutNow, undoHandout } from "./api/handouts";

interface UndoDialogProps {
  readonly handout: HandoutNow;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Takes away what nobody has used of a handout, and tells how far it is. */
export function UndoDialog({ handout, open, onClose }: UndoDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const format = useFormat();
  const client = useQueryClient();
  const [taken, setTaken] = useState(0);
  const reasons = useQuery({ ...couponReasonsQuery, enabled: open }).data?.items ?? [];
  const { id, in_hand } = handout;
  if (!id) return null;
  return (
    <FormDialog<{ reason: string; note?: string }, number>
      open={open}
      title={t("undo.title")}
      verb={t("undo.verb")}
      failed={t("undo.failed")}
      danger
      onSubmit={({ reason, note }) =>
        undoHandout(id, { reason, ...(note?.trim() && { note: note.trim() }) }, setTaken)
      }
      onDone={async (count) => {
        await client.invalidateQueries({ queryKey: ["coupon"] });
        message.success(t("undo.done", { count }));
      }}
      onFailed={() => void client.invalidateQueries({ queryKey: ["coupon"] })}
      onClose={() => {
        setTaken(0);
        onClose();
      }}
    >
      <p>{t("undo.help", { count: format.number(in_hand) })}</p>
      {taken > 0 && <p aria-live="polite">{t("undo.done", { count: taken })}</p>}
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
