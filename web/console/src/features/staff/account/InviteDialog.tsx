import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { createAccount, type MadeAccount, type NewAccount } from "../api/create-account";
import { RoleSelect } from "../RoleSelect";

interface InviteDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onInvited: (made: MadeAccount) => void;
}

/** Makes an account; the password of its first sign-in is shown afterwards. */
export function InviteDialog({ open, onClose, onInvited }: InviteDialogProps) {
  const { t } = useTranslation("staff");
  const [form] = Form.useForm<NewAccount>();
  const queryClient = useQueryClient();
  const inviting = useMutation({
    mutationFn: createAccount,
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: ["staff", "accounts"] });
      onClose();
      onInvited(made);
    },
    gcTime: 0,
  });
  const problem = inviting.error ? asProblem(inviting.error) : null;
  const said = problem?.fields.map(({ message }) => message).join(" ") || problem?.detail;
  return (
    <Modal
      open={open}
      title={t("account.invite")}
      okText={t("account.inviteSubmit")}
      okButtonProps={{ loading: inviting.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={inviting.reset}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ locale: "zh-CN" }}
        onFinish={inviting.mutate}
      >
        {problem && (
          <Alert
            type="error"
            showIcon
            title={said || t("reason.failed")}
            style={{ marginBlockEnd: 16 }}
          />
        )}
        <Form.Item
          name="email"
          label={t("account.email")}
          rules={[{ required: true, whitespace: true, message: t("account.emailMissing") }]}
        >
          <Input type="email" autoComplete="off" autoFocus spellCheck={false} maxLength={254} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("account.name")}
          rules={[{ required: true, whitespace: true, message: t("account.nameMissing") }]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item
          name="roles"
          label={t("account.roles")}
          rules={[{ required: true, message: t("account.rolesMissing") }]}
        >
          <RoleSelect />
        </Form.Item>
        <Form.Item name="locale" label={t("account.language")}>
          <Radio.Group>
            <Radio value="zh-CN">{t("account.chinese")}</Radio>
            <Radio value="en">{t("account.english")}</Radio>
          </Radio.Group>
        </Form.Item>
      </Form>
    </Modal>
  );
}
