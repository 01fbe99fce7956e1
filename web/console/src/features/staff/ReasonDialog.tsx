import { asProblem } from "@habitue/kit/api/problem";
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

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
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, consequence, verb, open, danger = false, onClose, onConfirm, children } = props;
  const { t } = useTranslation("staff");
  const [form] = Form.useForm<{ reason: string }>();
  const doing = useMutation({
    mutationFn: ({ reason }: { reason: string }) => onConfirm(reason.trim()),
    onSuccess: onClose,
  });
  const problem = doing.error ? asProblem(doing.error) : null;
  return (
    <Modal
      open={open}
      title={title}
      okText={verb}
      okButtonProps={{ loading: doing.isPending, danger }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={doing.reset}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={doing.mutate}
      >
        {problem && (
          <Alert
            type="error"
            showIcon
            title={
              problem.fields.map(({ message }) => message).join(" ") ||
              problem.detail ||
              t("reason.failed")
            }
            style={{ marginBlockEnd: 16 }}
          />
        )}
        <Typography.Paragraph>{consequence}</Typography.Paragraph>
        {children}
        <Form.Item
          name="reason"
          label={t("reason.label")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("reason.missing") }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
