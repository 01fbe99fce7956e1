import { useFormat } from "@habitue/kit/format/reader";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { type Difference, settleDifference } from "./api/reconcile";

interface SettleDialogProps {
  readonly difference: Difference | undefined;
  readonly onClose: () => void;
}

const longest = 500;

/** Asks how a difference was put in order; the trail keeps who said so. */
export function SettleDialog({ difference, onClose }: SettleDialogProps) {
  const { t } = useTranslation("payment");
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const shown = (amount: Difference["ours"]) =>
    amount === null ? "—" : format.money(amount, difference?.currency ?? "");
  return (
    <FormDialog<{ note: string }, void>
      open={difference !== undefined}
      title={t("settle.title")}
      verb={t("settle.verb")}
      failed={t("settle.failed")}
      onClose={onClose}
      onSubmit={async ({ note }) => {
        if (difference) await settleDifference(difference.id, note.trim());
      }}
      onDone={async () => {
        message.success(t("settle.done"));
        await queries.invalidateQueries({ queryKey: ["payment"] });
      }}
    >
      {difference && (
        <p>
          {t("settle.what", {
            kind: t(`kind.${difference.kind}`),
            reference: difference.reference,
            ours: shown(difference.ours),
            theirs: shown(difference.theirs),
          })}
        </p>
      )}
      <p>{t(difference ? `settle.todo.${difference.kind}` : "settle.title")}</p>
      <Form.Item
        name="note"
        label={t("settle.note")}
        extra={t("settle.noteHelp")}
        rules={[{ required: true, whitespace: true, message: t("settle.noteMissing") }]}
      >
        <Input.TextArea rows={3} maxLength={longest} showCount autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
