import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type ConsentText, reviseText } from "./consents";

interface Typed {
  readonly partner?: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly body_zh: string;
  readonly body_en: string;
}

interface TextDialogProps {
  /** The version that is there; without one it is the text of another partner. */
  readonly text: ConsentText | undefined;
  readonly onClose: () => void;
}

const partnerShape = /^[a-z0-9_.-]{1,40}$/;

/** Writes another version of a text; what was agreed to before stays as it was said. */
export function TextDialog({ text, onClose }: TextDialogProps) {
  const { t } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  const filled = [{ required: true, whitespace: true, message: t("texts.missing") }];
  return (
    <FormDialog<Typed, ConsentText>
      open
      title={text ? t("texts.revising", { purpose: text.title_zh }) : t("texts.partner")}
      verb={t("texts.submit")}
      failed={t("texts.failed")}
      initial={text ?? {}}
      onSubmit={({ partner, ...words }) =>
        reviseText({
          ...words,
          purpose: text?.purpose ?? `sharing:${partner}`,
          after: text?.version ?? 0,
        })
      }
      onDone={async ({ version }) => {
        message.success(t("texts.done", { version }));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <Typography.Paragraph type="secondary">{t("texts.consequence")}</Typography.Paragraph>
      {!text && (
        <Form.Item
          name="partner"
          label={t("texts.partnerCode")}
          extra={t("texts.partnerHelp")}
          rules={[{ required: true, pattern: partnerShape, message: t("texts.partnerWrong") }]}
        >
          <Input maxLength={40} placeholder="bank_a" />
        </Form.Item>
      )}
      {(["zh", "en"] as const).map((language) => (
        <div key={language} lang={language}>
          <Form.Item name={`title_${language}`} label={t(`texts.title_${language}`)} rules={filled}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name={`body_${language}`} label={t(`texts.body_${language}`)} rules={filled}>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} showCount />
          </Form.Item>
        </div>
      ))}
    </FormDialog>
  );
}
