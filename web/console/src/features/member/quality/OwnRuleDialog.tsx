import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, NameFields, nameOf } from "../../../components/NameFields";
import {
  type Dimension,
  dictionaryQuery,
  dimensions,
  type QualityRule,
  type Severity,
  saveRule,
} from "./quality";
import { SettingFields } from "./RuleDialog";

const checks = ["required", "pattern", "range", "choice"] as const;
type Check = (typeof checks)[number];

/** What can be asked of a field, by what values it takes. */
const checksOf: Record<string, readonly Check[]> = {
  text: ["required", "pattern", "choice"],
  number: ["required", "range"],
  date: ["required", "range"],
  choice: ["required", "choice"],
  choices: ["required", "choice"],
};

interface Typed {
  readonly code: string;
  readonly enabled: boolean;
  readonly weight: number;
  readonly severity: Severity;
  readonly field: string;
  readonly check: Check;
  readonly pattern?: string;
  readonly least?: string;
  readonly most?: string;
  readonly choices?: string[];
  readonly dimension: Dimension;
  readonly name_i18n: NameByLanguage;
  readonly why_i18n?: NameByLanguage;
}

interface OwnRuleDialogProps {
  readonly rule: QualityRule | undefined;
  readonly onClose: () => void;
}

/** Makes a rule over one of the retailer's own fields, or changes it. */
export function OwnRuleDialog({ rule, onClose }: OwnRuleDialogProps) {
  const { t } = useTranslation("quality");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const fresh = { enabled: true, weight: 10, severity: "medium", dimension: "valid" } as const;
  return (
    <FormDialog<Typed, unknown>
      open
      title={rule ? rule.name : t("own.create")}
      verb={t("rules.save")}
      failed={t("rules.failed")}
      initial={rule?.own ? { ...rule, ...rule.own } : { ...fresh, check: "required" }}
      onSubmit={(typed) =>
        saveRule(rule?.code ?? `own:${typed.code}`, {
          ...ruleOf(typed),
          version: rule?.version ?? 0,
        })
      }
      onDone={async () => {
        message.success(t("rules.saved"));
        await queries.invalidateQueries({ queryKey: ["quality"] });
      }}
      onClose={onClose}
    >
      {!rule && (
        <Form.Item
          name="code"
          label={t("own.code")}
          extra={t("own.codeHelp")}
          rules={[
            { required: true, pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("own.codeWrong") },
          ]}
        >
          <Input maxLength={40} autoComplete="off" autoFocus />
        </Form.Item>
      )}
      <NameFields />
      <AskedFields />
      <Form.Item name={["why_i18n", "zh-CN"]} label={t("own.whyChinese")}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name={["why_i18n", "en"]} label={t("own.whyEnglish")}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="dimension" label={t("rules.dimension")}>
        <Select options={dimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))} />
      </Form.Item>
      <SettingFields />
    </FormDialog>
  );
}

function ruleOf(typed: Typed) {
  const { enabled, weight, severity, field, check, dimension, name_i18n, why_i18n } = typed;
  const own = {
    field,
    check,
    dimension,
    name_i18n: nameOf(name_i18n),
    ...(why_i18n && { why_i18n: nameOf(why_i18n) }),
    ...(check === "pattern" && { pattern: typed.pattern ?? "" }),
    ...(check === "range" && { least: typed.least ?? "", most: typed.most ?? "" }),
    ...(check === "choice" && { choices: typed.choices ?? [] }),
  };
  return { enabled, weight, severity, own };
}

/** Which field, and what is asked of it. */
function AskedFields() {
  const { t } = useTranslation("quality");
  const { data } = useQuery(dictionaryQuery);
  const form = Form.useFormInstance<Typed>();
  const field: string | undefined = Form.useWatch("field", form);
  const check: Check | undefined = Form.useWatch("check", form);
  const own = (data?.items ?? []).filter(({ kind, ended }) => kind !== "core" && !ended);
  const kind = own.find(({ code }) => code === field)?.kind;
  return (
    <>
      <Form.Item
        name="field"
        label={t("own.field")}
        rules={[{ required: true, message: t("own.fieldMissing") }]}
        extra={data && own.length === 0 ? t("own.noFields") : undefined}
      >
        <Select options={own.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="check" label={t("own.check")}>
        <Select
          options={checks
            .filter((value) => !kind || checksOf[kind]?.includes(value))
            .map((value) => ({ value, label: t(`own.checks.${value}`) }))}
        />
      </Form.Item>
      {check === "pattern" && (
        <Form.Item name="pattern" label={t("own.pattern")} extra={t("own.patternHelp")}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
      {check === "range" && (
        <>
          <Form.Item name="least" label={t("own.least")}>
            <Input maxLength={24} autoComplete="off" />
          </Form.Item>
          <Form.Item name="most" label={t("own.most")} extra={t("own.rangeHelp")}>
            <Input maxLength={24} autoComplete="off" />
          </Form.Item>
        </>
      )}
      {check === "choice" && (
        <Form.Item name="choices" label={t("own.choices")} extra={t("own.choicesHelp")}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
      )}
    </>
  );
}
