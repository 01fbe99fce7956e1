import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
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
  const [form] = Form.useForm<{ reason: string }>();
  const revealing = useMutation({
    mutationFn: ({ reason }: { reason: string }) => revealMember(memberId, reason.trim()),
    onSuccess: (revealed) => {
      onReveal(revealed);
      onClose();
    },
    gcTime: 0,
  });
  const problem = revealing.error ? asProblem(revealing.error) : null;
  return (
    <Modal
      open={open}
      title={t("reveal.title")}
      okText={t("reveal.submit")}
      okButtonProps={{ loading: revealing.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={revealing.reset}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={revealing.mutate}
      >
        {problem && (
          <Alert
            type="error"
            showIcon
            title={problem.detail || t("reveal.failed")}
            style={{ marginBlockEnd: 16 }}
          />
        )}
        <Typography.Paragraph>{t("reveal.consequence")}</Typography.Paragraph>
        <Form.Item
          name="reason"
          label={t("reveal.reason")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("reveal.reasonMissing") }]}
        >
          <Input placeholder={t("reveal.example")} maxLength={200} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
