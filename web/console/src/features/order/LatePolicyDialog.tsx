import { minor } from "@habitue/kit/brand";
import { exponentOf } from "@habitue/kit/format/money";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, InputNumber, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { type LatePolicy, latePolicyQuery } from "./api/get-late-policy";
import { saveLatePolicy } from "./api/save-late-policy";

interface LatePolicyDialogProps {
  readonly policy: LatePolicy;
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

const limits = ["member_day", "member_month", "staff_day", "staff_month"] as const;
const maxLimit = 10_000;

/** Changes what bounds late entries: how late, how many, and from what amount with a reason. */
export function LatePolicyDialog({ policy, currency, open, onClose }: LatePolicyDialogProps) {
  const { t } = useTranslation("order");
  const { message } = App.useApp();
  const client = useQueryClient();
  const unit = 10 ** exponentOf(currency);
  const count = (name: keyof LatePolicy, max: number, suffix: string) => (
    <Form.Item
      key={name}
      name={name}
      label={t(`policy.${name}`)}
      rules={[{ required: true, message: t("policy.missing") }]}
    >
      <InputNumber<number>
        min={0}
        max={max}
        precision={0}
        suffix={suffix}
        style={{ width: "100%" }}
      />
    </Form.Item>
  );
  return (
    <FormDialog<LatePolicy, LatePolicy>
      open={open}
      title={t("policy.title")}
      verb={t("policy.save")}
      failed={t("policy.failed")}
      initial={{ ...policy, reason_above: minor(policy.reason_above / unit) }}
      onSubmit={(typed) =>
        saveLatePolicy({ ...typed, reason_above: minor(Math.round(typed.reason_above * unit)) })
      }
      onDone={(saved) => {
        client.setQueryData(latePolicyQuery.queryKey, saved);
        message.success(t("policy.saved"));
      }}
      onClose={onClose}
    >
      <Typography.Paragraph>{t("policy.consequence")}</Typography.Paragraph>
      {count("window_days", 366, t("policy.days"))}
      <Form.Item
        name="reason_above"
        label={t("policy.reason_above")}
        rules={[{ required: true, message: t("policy.missing") }]}
      >
        <InputNumber<number>
          min={0}
          precision={exponentOf(currency)}
          suffix={currency}
          style={{ width: "100%" }}
        />
      </Form.Item>
      {limits.map((name) => count(name, maxLimit, t("policy.receipts")))}
    </FormDialog>
  );
}
