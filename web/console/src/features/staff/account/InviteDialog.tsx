import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
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
  const queryClient = useQueryClient();
  return (
    <FormDialog<NewAccount, MadeAccount>
      open={open}
      title={t("account.invite")}
      verb={t("account.inviteSubmit")}
      failed={t("reason.failed")}
      initial={{ locale: "zh-CN" }}
      onSubmit={createAccount}
      onDone={async (made) => {
        await queryClient.invalidateQueries({ queryKey: ["staff", "accounts"] });
        onInvited(made);
      }}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
