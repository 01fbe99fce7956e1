import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { askApproval } from "../api/ask-approval";
import { type ApprovalKind, approvalKindsQuery } from "../api/list-approval-kinds";

/** A draft that somebody wants to hold. */
export interface Draft {
  readonly kind: ApprovalKind;
  readonly version: number;
  readonly hash: string;
  /** Whose rule it is, of an asset's. */
  readonly asset?: string;
  /** Code of the template, of one of coupons. */
  readonly template?: string;
  /** Of a promotion. */
  readonly promotion?: Id;
}

interface AskDialogProps {
  readonly draft: Draft;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Publishes without a second look, where nobody else could give one. */
  readonly publishAlone: (reason: string, startsAt: string | undefined) => Promise<unknown>;
  /** Done: asked for, or published alone. */
  readonly onDone: (alone: boolean) => void;
}

interface Fields {
  readonly note: string;
  readonly starts?: string;
}

/** Asks a second person to look; where there is none, says so plainly and asks why all the same. */
export function AskDialog({ draft, open, onClose, publishAlone, onDone }: AskDialogProps) {
  const { t } = useTranslation("staff");
  const queryClient = useQueryClient();
  const kinds = useQuery({ ...approvalKindsQuery, enabled: open }).data;
  const others = kinds?.items.find(({ kind }) => kind === draft.kind)?.others;
  const alone = others === 0;
  const send = async ({ note, starts }: Fields): Promise<unknown> => {
    const startsAt = starts ? new Date(starts).toISOString() : undefined;
    if (alone) return publishAlone(note.trim(), startsAt);
    return askApproval({ ...draft, note: note.trim(), ...(startsAt && { starts_at: startsAt }) });
  };
  return (
    <FormDialog
      open={open}
      title={t(alone ? "ask.aloneTitle" : "ask.title", { version: draft.version })}
      verb={t(alone ? "ask.publish" : "ask.submit")}
      failed={t("ask.failed")}
      disabled={others === undefined}
      onSubmit={send}
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: ["staff", "approvals"] });
        onDone(alone);
      }}
      onClose={onClose}
    >
      {alone ? (
        <Alert type="warning" showIcon title={t("ask.aloneHelp")} style={{ marginBlockEnd: 16 }} />
      ) : (
        <Typography.Paragraph>{t("ask.help", { count: others ?? 0 })}</Typography.Paragraph>
      )}
      <Form.Item
        name="note"
        label={t(alone ? "ask.reason" : "ask.note")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("ask.noteMissing") }]}
      >
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
      <Form.Item name="starts" label={t("ask.starts")} extra={t("ask.startsHelp")}>
        <Input type="datetime-local" />
      </Form.Item>
    </FormDialog>
  );
}
