import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { createKey } from "../api/create-key";
import { usePermissionName } from "../permission";

interface CreateKeyDialogProps {
  readonly open: boolean;
  /** What the maker may: nobody makes a key that may do more. */
  readonly permissions: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

interface Fields {
  readonly name: string;
  readonly scopes: string[];
  readonly expires?: string;
}

/** Makes a key for a till, a shop or a program. */
export function CreateKeyDialog({ open, permissions, onClose, onMade }: CreateKeyDialogProps) {
  const { t } = useTranslation("staff");
  const nameOf = usePermissionName();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      open={open}
      title={t("key.create")}
      verb={t("key.submit")}
      failed={t("reason.failed")}
      onSubmit={({ name, scopes, expires }: Fields) =>
        createKey({
          name,
          scopes,
          ...(expires && { expires_at: new Date(`${expires}T23:59:59`).toISOString() }),
        })
      }
      onDone={async ({ key }) => {
        await queryClient.invalidateQueries({ queryKey: ["staff", "keys"] });
        onMade(key);
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t("key.name")}
        extra={t("key.nameHelp")}
        rules={[{ required: true, whitespace: true, message: t("key.nameMissing") }]}
      >
        <Input maxLength={80} autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={t("key.scopes")}
        extra={t("key.scopesHelp")}
        rules={[{ required: true, message: t("key.scopesMissing") }]}
      >
        <Select
          mode="multiple"
          aria-label={t("key.scopes")}
          options={permissions.map((value) => ({ value, label: nameOf(value) }))}
        />
      </Form.Item>
      <Form.Item name="expires" label={t("key.expires")} extra={t("key.expiresHelp")}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
