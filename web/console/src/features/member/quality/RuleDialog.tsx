import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type QualityRule, type Severity, saveRule, severities } from "./quality";

interface Typed {
  readonly enabled: boolean;
  readonly weight: number;
  readonly severity: Severity;
  readonly threshold?: number;
}

/** Sets a rule that the program has. */
export function RuleDialog({ rule, onClose }: { rule: QualityRule; onClose: () => void }) {
  const { t } = useTranslation("quality");
  const { message } = App.useApp();
  const queries = useQueryClient();
  return (
    <FormDialog<Typed, unknown>
      open
      title={rule.name}
      verb={t("rules.save")}
      failed={t("rules.failed")}
      initial={rule}
      onSubmit={(typed) => saveRule(rule.code, { ...typed, version: rule.version })}
      onDone={async () => {
        message.success(t("rules.saved"));
        await queries.invalidateQueries({ queryKey: ["quality"] });
      }}
      onClose={onClose}
    >
      <SettingFields unit={rule.unit} />
    </FormDialog>
  );
}

/** What can be set of every rule. */
export function SettingFields({ unit }: { unit?: QualityRule["unit"] | undefined }) {
  const { t } = useTranslation("quality");
  return (
    <>
      <Form.Item name="enabled" valuePropName="checked">
        <Checkbox>{t("rules.enabled")}</Checkbox>
      </Form.Item>
      <Form.Item name="severity" label={t("rules.severity")}>
        <Select options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))} />
      </Form.Item>
      <Form.Item name="weight" label={t("rules.weight")} extra={t("rules.weightHelp")}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      {unit && (
        <Form.Item name="threshold" label={t(`rules.threshold.${unit}`)}>
          <InputNumber min={1} max={1200} precision={0} />
        </Form.Item>
      )}
    </>
  );
}
