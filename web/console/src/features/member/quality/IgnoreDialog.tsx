import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type Finding, judgeFinding } from "./quality";

interface Typed {
  readonly reason: string;
  readonly days: number;
}

const rests = [0, 30, 90, 365] as const;

/** Lets a finding rest, with the reason and for how long. */
export function IgnoreDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation("quality");
  const { message } = App.useApp();
  const queries = useQueryClient();
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("ignore.title", { name: finding.name })}
      verb={t("ignore.verb")}
      failed={t("ignore.failed")}
      initial={{ days: 0 }}
      onSubmit={({ reason, days }) =>
        judgeFinding(finding, {
          state: "ignored",
          reason,
          ...(days > 0 && { until: new Date(Date.now() + days * 86_400_000).toISOString() }),
        })
      }
      onDone={async () => {
        message.success(t("ignore.done"));
        await queries.invalidateQueries({ queryKey: ["quality"] });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t("ignore.reason")}
        rules={[{ required: true, min: 2, whitespace: true, message: t("ignore.missing") }]}
      >
        <Input maxLength={200} autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="days" label={t("ignore.until")}>
        <Select options={rests.map((value) => ({ value, label: t(`ignore.days.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
