import { App, Form, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
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
  return (
    <FormDialog
      open={open}
      title={t("password.title")}
      verb={t(forced ? "password.chooseSubmit" : "password.submit")}
      failed={t("password.failed")}
      forced={forced}
      onSubmit={({ current, new: wanted }: Fields) => changePassword({ current, new: wanted })}
      onDone={() => message.success(t("password.done"))}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
