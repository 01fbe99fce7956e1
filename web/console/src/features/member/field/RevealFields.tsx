import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import type { Id } from "@habitue/kit/brand";
import { Button, Form, Input, Typography } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type RevealedFields, revealFields } from "./fields";

interface RevealFieldsProps {
  readonly memberId: Id;
  readonly revealed: RevealedFields | null;
  readonly onReveal: (revealed: RevealedFields | null) => void;
}

/** How long personal data stays on a screen that its reader may have left. */
const shownForMs = 60_000;

/** Shows personal fields and addresses in full for a minute, after a reason was given. */
export function RevealFields({ memberId, revealed, onReveal }: RevealFieldsProps) {
  const { t } = useTranslation(["member", "person"]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => onReveal(null), shownForMs);
    return () => clearTimeout(timer);
  }, [revealed, onReveal]);
  if (revealed) {
    return (
      <Button icon={<EyeInvisibleOutlined />} onClick={() => onReveal(null)}>
        {t("member:reveal.hide")}
      </Button>
    );
  }
  return (
    <>
      <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
        {t("person:details.reveal")}
      </Button>
      <FormDialog
        open={asking}
        title={t("person:details.reveal")}
        verb={t("member:reveal.submit")}
        failed={t("member:reveal.failed")}
        onSubmit={({ reason }: { reason: string }) => revealFields(memberId, reason.trim())}
        onDone={onReveal}
        onClose={() => setAsking(false)}
      >
        <Typography.Paragraph>{t("person:details.revealHelp")}</Typography.Paragraph>
        <Form.Item
          name="reason"
          label={t("member:reveal.reason")}
          rules={[
            { required: true, whitespace: true, min: 2, message: t("member:reveal.reasonMissing") },
          ]}
        >
          <Input placeholder={t("member:reveal.example")} maxLength={200} autoFocus />
        </Form.Item>
      </FormDialog>
    </>
  );
}
