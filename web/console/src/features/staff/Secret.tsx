import { Alert, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";

interface SecretProps {
  readonly title: string;
  /** What it is for and how often it holds. */
  readonly help: string;
  readonly secret: string | null;
  readonly onClose: () => void;
}

/** A secret that is shown this once: to be copied and passed on. */
export function Secret({ title, help, secret, onClose }: SecretProps) {
  const { t } = useTranslation("staff");
  return (
    <Modal
      open={secret !== null}
      title={title}
      okText={t("secret.done")}
      onOk={onClose}
      onCancel={onClose}
      mask={{ closable: false }}
      cancelButtonProps={{ style: { display: "none" } }}
      destroyOnHidden
    >
      <Alert type="warning" showIcon title={help} style={{ marginBlockEnd: 16 }} />
      <Typography.Text code copyable data-secret style={{ fontSize: 16 }}>
        {secret ?? ""}
      </Typography.Text>
    </Modal>
  );
}
