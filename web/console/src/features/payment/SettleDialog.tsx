import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { type Difference, settleDifference, settlementPolicyQuery } from "./api/reconcile";

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
  const policy = useQuery(settlementPolicyQuery).data;
  const shown = (amount: Difference["ours"]) =>
    amount === null ? "—" : format.money(amount, difference?.currency ?? "");
  return (
    <FormDialog<{ note: string }, Difference | undefined>
      open={difference !== undefined}
      title={t("settle.title")}
      verb={t("settle.verb")}
      failed={t("settle.failed")}
      onClose={onClose}
      onSubmit={async ({ note }) => {
        return difference && settleDifference(difference.id, note.trim());
      }}
      onDone={async (settled) => {
        message.success(t(settled?.settled_at === null ? "settle.asked" : "settle.done"));
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
      {difference && policy && sizeOf(difference) > policy.alone && (
        <p>
          <strong>{t("settle.second")}</strong>
        </p>
      )}
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

/** By how much it differs, or what the other side does not have. */
function sizeOf({ ours, theirs }: Difference): number {
  if (ours !== null && theirs !== null && ours !== theirs) return Math.abs(ours - theirs);
  return Math.abs(theirs ?? ours ?? 0);
}
