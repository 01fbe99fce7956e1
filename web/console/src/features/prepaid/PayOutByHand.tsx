import { Alert, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./prepaid.module.css";

interface PayOutByHandProps {
  readonly opened: string;
  readonly methods: readonly { readonly code: string; readonly name: string }[];
}

/** How staff pay out what has no payment to go back to. */
export function PayOutByHand({ opened, methods }: PayOutByHandProps) {
  const { t } = useTranslation("prepaid");
  return (
    <>
      <Alert
        type="info"
        showIcon
        className={styles.opened}
        title={t("refund.opened", { amount: opened })}
      />
      <Form.Item
        name="method"
        label={t("refund.method")}
        rules={[{ required: true, message: t("refund.methodMissing") }]}
      >
        <Select options={methods.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item
        name="reference"
        label={t("refund.reference")}
        rules={[
          {
            required: true,
            pattern: /^\s*[0-9A-Za-z][0-9A-Za-z ._/#-]{0,63}$/,
            message: t("refund.referenceMissing"),
          },
        ]}
      >
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
    </>
  );
}
