import type { Id } from "@habitue/kit/brand";
import { Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { type Revealed, revealMember } from "./api/reveal-member";

interface RevealDialogProps {
  readonly memberId: Id;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onReveal: (revealed: Revealed) => void;
}

/** Asks why personal data must be seen; the reason is kept in the audit trail. */
export function RevealDialog({ memberId, open, onClose, onReveal }: RevealDialogProps) {
  const { t } = useTranslation("member");
  return (
    <FormDialog
      open={open}
      title={t("reveal.title")}
      verb={t("reveal.submit")}
      failed={t("reveal.failed")}
      onSubmit={({ reason }: { reason: string }) => revealMember(memberId, reason.trim())}
      onDone={onReveal}
      onClose={onClose}
    >
      <Typography.Paragraph>{t("reveal.consequence")}</Typography.Paragraph>
      <Form.Item
        name="reason"
        label={t("reveal.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("reveal.reasonMissing") }]}
      >
        <Input placeholder={t("reveal.example")} maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
