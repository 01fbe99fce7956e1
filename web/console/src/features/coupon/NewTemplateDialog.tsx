import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { settingsQuery } from "../org/api/get-settings";
import { createTemplate, type Template } from "./api/templates";
import { freshTerms } from "./terms";

interface Typed {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

interface NewTemplateDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (template: Template) => void;
}

/** Begins a template: what it is called. What it is worth is edited afterwards. */
export function NewTemplateDialog({ open, onClose, onMade }: NewTemplateDialogProps) {
  const { t } = useTranslation("coupon");
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const unit = 10 ** (useQuery(settingsQuery).data?.currency_exponent ?? 2);
  const required = [{ required: true, whitespace: true, message: t("make.nameMissing") }];
  return (
    <FormDialog<Typed, Template>
      open={open}
      title={t("make.title")}
      verb={t("make.verb")}
      failed={t("make.failed")}
      onSubmit={({ code, zh, en }) =>
        createTemplate(key, {
          code: code.trim(),
          terms: freshTerms({ "zh-CN": zh.trim(), en: en.trim() }, unit),
        })
      }
      onDone={async (made) => {
        await client.invalidateQueries({ queryKey: ["coupon"] });
        onMade(made);
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      <Form.Item name="zh" label={t("make.chinese")} rules={required}>
        <Input autoComplete="off" maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="en" label={t("make.english")} rules={required}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t("list.code")}
        extra={t("make.codeHelp")}
        rules={[
          { required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: t("make.codeMissing") },
        ]}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={40} placeholder="off_20" />
      </Form.Item>
    </FormDialog>
  );
}
