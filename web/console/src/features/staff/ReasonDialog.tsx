import { Form, Input, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";

interface ReasonDialogProps {
  readonly title: string;
  /** What follows from it. */
  readonly consequence: string;
  readonly verb: string;
  readonly open: boolean;
  readonly danger?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  /** What else is asked for, above the reason. */
  readonly children?: ReactNode;
}

/** Asks for the reason of a deed to a colleague's account or asking; the trail keeps it. */
export function ReasonDialog({ consequence, onConfirm, children, ...dialog }: ReasonDialogProps) {
  const { t } = useTranslation("staff");
  return (
    <FormDialog
      {...dialog}
      failed={t("reason.failed")}
      onSubmit={({ reason }: { reason: string }) => onConfirm(reason.trim())}
    >
      <Typography.Paragraph>{consequence}</Typography.Paragraph>
      {children}
      <Form.Item
        name="reason"
        label={t("reason.label")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("reason.missing") }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
