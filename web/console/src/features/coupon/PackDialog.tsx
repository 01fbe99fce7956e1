import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { useUndo } from "../../components/useUndo";
import { newKey } from "../../lib/new-key";
import { createPack, editPack, type Item, type Pack } from "./api/packs";
import { ItemFields } from "./ItemFields";

interface Typed {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly items: Item[];
}

interface PackDialogProps {
  /** The one to change; without one another is made. */
  readonly pack?: Pack | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Makes a pack, or changes what is in one; its code stays. */
export function PackDialog({ pack, open, onClose }: PackDialogProps) {
  const { t } = useTranslation("coupon");
  const { message } = App.useApp();
  const client = useQueryClient();
  const tell = useUndo();
  const [key, setKey] = useState(newKey);
  const stale = () => client.invalidateQueries({ queryKey: ["coupon"] });
  const required = [{ required: true, whitespace: true, message: t("make.nameMissing") }];
  return (
    <FormDialog<Typed, Pack>
      open={open}
      title={pack ? t("pack.change", { name: pack.name }) : t("pack.make")}
      verb={t("pack.verb")}
      failed={t("pack.failed")}
      initial={{
        zh: pack?.name_i18n["zh-CN"] ?? "",
        en: pack?.name_i18n.en ?? "",
        items: pack?.items ?? [{ quantity: 1 } as Item],
      }}
      onSubmit={({ code, zh, en, items }) => {
        const contents = { name_i18n: { "zh-CN": zh.trim(), en: en.trim() }, items };
        return pack
          ? editPack(pack, contents)
          : createPack(key, { ...contents, code: code.trim() });
      }}
      onDone={async (saved) => {
        await stale();
        if (!pack) {
          message.success(t("pack.made", { name: saved.name }));
          return;
        }
        const undo = () => editPack({ ...pack, version: saved.version }, {}).then(stale);
        tell({ text: t("pack.changed", { name: saved.name }), undo });
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
      {!pack && (
        <Form.Item
          name="code"
          label={t("list.code")}
          extra={t("make.codeHelp")}
          rules={[
            { required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: t("make.codeMissing") },
          ]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={40} placeholder="welcome" />
        </Form.Item>
      )}
      <ItemFields />
    </FormDialog>
  );
}
