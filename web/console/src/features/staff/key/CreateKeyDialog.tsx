import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
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
  const [form] = Form.useForm<Fields>();
  const queryClient = useQueryClient();
  const making = useMutation({
    mutationFn: ({ name, scopes, expires }: Fields) =>
      createKey({
        name,
        scopes,
        ...(expires && { expires_at: new Date(`${expires}T23:59:59`).toISOString() }),
      }),
    onSuccess: async ({ key }) => {
      await queryClient.invalidateQueries({ queryKey: ["staff", "keys"] });
      onClose();
      onMade(key);
    },
    gcTime: 0,
  });
  const problem = making.error ? asProblem(making.error) : null;
  const said = problem?.fields.map(({ message }) => message).join(" ") || problem?.detail;
  return (
    <Modal
      open={open}
      title={t("key.create")}
      okText={t("key.submit")}
      okButtonProps={{ loading: making.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      afterClose={making.reset}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={making.mutate}
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
      </Form>
    </Modal>
  );
}
