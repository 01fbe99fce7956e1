import { asProblem } from "@habitue/kit/api/problem";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "../../components/PasswordInput";
import { changePassword, type PasswordChange } from "./api/change-password";

interface Fields extends PasswordChange {
  readonly again: string;
}

interface ChangePasswordProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** There is no way around it: the present password holds for one sign-in only. */
  readonly forced?: boolean;
}

/** ChangePassword also ends the person's sessions elsewhere, and says so beforehand. */
export function ChangePassword({ open, onClose, forced = false }: ChangePasswordProps) {
  const { t } = useTranslation("staff");
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const changing = useMutation({
    mutationFn: ({ current, new: wanted }: Fields) => changePassword({ current, new: wanted }),
    onSuccess: () => {
      message.success(t("password.done"));
      onClose();
    },
  });
  const problem = changing.error ? asProblem(changing.error) : null;
  const said = problem?.fields.map((field) => field.message).join(" ") || problem?.detail;

  return (
    <Modal
      open={open}
      title={t("password.title")}
      okText={t(forced ? "password.chooseSubmit" : "password.submit")}
      closable={!forced}
      keyboard={!forced}
      mask={{ closable: !forced }}
      cancelButtonProps={forced ? { style: { display: "none" } } : {}}
      okButtonProps={{ loading: changing.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={changing.reset}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={changing.mutate}
      >
        {problem && (
          <Alert
            type="error"
            showIcon
            title={said || t("password.failed")}
            style={{ marginBlockEnd: 16 }}
          />
        )}
        <Typography.Paragraph>{t("password.ends")}</Typography.Paragraph>
        <Form.Item
          name="current"
          label={t("password.current")}
          rules={[{ required: true, message: t("password.currentMissing") }]}
        >
          <PasswordInput autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="new"
          label={t("password.new")}
          extra={t("password.advice")}
          rules={[{ required: true, message: t("password.newMissing") }]}
        >
          <PasswordInput autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("password.again")}
          dependencies={["new"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, again) => {
                if (again !== getFieldValue("new")) throw new Error(t("password.differs"));
              },
            }),
          ]}
        >
          <PasswordInput autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
