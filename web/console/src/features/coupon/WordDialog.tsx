import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { endOf } from "../../lib/zoned";
import { settingsQuery } from "../org/api/get-settings";
import { createWord, type Word } from "./api/words";

interface Typed {
  readonly word: string;
  readonly stock?: number | null;
  readonly per_member: number;
  readonly until?: string;
}

interface WordDialogProps {
  readonly template: Id;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Lets a word stand for a coupon, for everybody who types it. */
export function WordDialog({ template, open, onClose }: WordDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const zone = useQuery(settingsQuery).data?.zone ?? "Asia/Shanghai";
  return (
    <FormDialog<Typed, Word>
      open={open}
      title={t("word.make")}
      verb={t("word.verb")}
      failed={t("word.failed")}
      initial={{ per_member: 1 }}
      onSubmit={({ word, stock, per_member, until }) =>
        createWord(key, {
          template_id: template,
          word: word.trim(),
          per_member,
          ...(stock && { stock }),
          ...(until && { until: endOf(until, zone) }),
        })
      }
      onDone={async ({ word }) => {
        message.success(t("word.made", { word }));
        await client.invalidateQueries({ queryKey: ["coupon"] });
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      <Form.Item
        name="word"
        label={t("word.word")}
        extra={t("word.wordHelp")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("word.wordMissing") }]}
      >
        <Input autoComplete="off" maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="stock" label={t("word.stock")} extra={t("word.stockHelp")}>
        <InputNumber<number> min={1} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="per_member"
        label={t("word.perMember")}
        rules={[{ required: true, message: t("word.perMemberMissing") }]}
      >
        <InputNumber<number> min={1} max={1000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="until" label={t("word.until")} extra={t("batch.untilHelp")}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
