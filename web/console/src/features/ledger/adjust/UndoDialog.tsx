import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type AdjustmentOutcome, adjustMember } from "../api/adjust-member";
import { adjustReasonsQuery } from "../api/adjust-reasons";
import type { Adjustment } from "../api/list-adjustments";
import { useFigures } from "../useAmounts";

interface Typed {
  readonly reason: string;
  readonly note?: string;
}

interface UndoDialogProps {
  readonly adjustment: Adjustment;
  readonly unit: string;
  readonly onClose: () => void;
}

/** Reverses what is left of an adjustment; above the limit a second person has to look at that too. */
export function UndoDialog({ adjustment, unit, onClose }: UndoDialogProps) {
  const { t } = useTranslation("asset");
  const { message } = App.useApp();
  const { figure, unitOf } = useFigures(adjustment.asset);
  const client = useQueryClient();
  const reasons = useQuery(adjustReasonsQuery).data?.items ?? [];
  const [key] = useState(() => `console:${crypto.randomUUID()}`);
  const { member_id, posting_id, amount } = adjustment;
  return (
    <FormDialog<Typed, AdjustmentOutcome>
      open
      title={t("undo.title")}
      verb={t("undo.verb")}
      failed={t("adjust.failed")}
      danger
      disabled={posting_id === null}
      onSubmit={({ reason, note }) =>
        adjustMember(member_id, key, {
          kind: "undo",
          reason,
          ...(posting_id && { undoes: posting_id }),
          ...(note?.trim() && { note: note.trim() }),
        })
      }
      onDone={({ needs_approval }) => {
        message.success(t(needs_approval ? "adjust.asked" : "undo.done"));
        for (const what of ["ledger", "member", "staff"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={onClose}
    >
      <Typography.Paragraph>
        {t(amount > 0 ? "undo.takes" : "undo.gives", {
          amount: figure(Math.abs(amount)),
          unit: unitOf(unit),
        })}
      </Typography.Paragraph>
      <Form.Item
        name="reason"
        label={t("adjust.reason")}
        rules={[{ required: true, message: t("adjust.reasonMissing") }]}
      >
        <Select options={reasons.map(({ code, name }) => ({ value: code, label: name ?? code }))} />
      </Form.Item>
      <Form.Item name="note" label={t("adjust.note")} extra={t("adjust.noteHelp")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
