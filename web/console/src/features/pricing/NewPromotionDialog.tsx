import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { createPromotion, type Promotion } from "./api/promotions";
import { type Kind, kinds } from "./filter";
import { freshRule } from "./rule";

interface Typed {
  readonly kind: Kind;
  readonly zh: string;
  readonly en: string;
}

interface NewPromotionDialogProps {
  /** Digits of the retailer's currency behind the point. */
  readonly exponent: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (promotion: Promotion) => void;
}

/** Begins a promotion: what it is called, and of which kind. What it is worth is edited afterwards. */
export function NewPromotionDialog({ exponent, open, onClose, onMade }: NewPromotionDialogProps) {
  const { t } = useTranslation(["pricing", "terms"]);
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const required = [{ required: true, whitespace: true, message: t("make.nameMissing") }];
  return (
    <FormDialog<Typed, Promotion>
      open={open}
      title={t("make.title")}
      verb={t("make.verb")}
      failed={t("make.failed")}
      initial={{ kind: "amount_off" }}
      onSubmit={({ kind, zh, en }) =>
        createPromotion(key, freshRule({ "zh-CN": zh.trim(), en: en.trim() }, kind, 10 ** exponent))
      }
      onDone={async (made) => {
        await client.invalidateQueries({ queryKey: ["pricing"] });
        onMade(made);
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      <Form.Item name="zh" label={t("make.chinese")} rules={required}>
        <Input autoComplete="off" maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="en" label={t("make.english")} rules={required}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t("list.kind")}>
        <Select
          listHeight={400}
          options={kinds.map((value) => ({ value, label: t(`terms:kind.${value}`) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
