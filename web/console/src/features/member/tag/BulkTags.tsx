import { asProblem } from "@habitue/kit/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../../components/useUndo";
import { bodyOf } from "../api/export-members";
import type { MemberFilter } from "../filter";
import { BulkPreview } from "./BulkPreview";
import { TaggingFields } from "./MemberTags";
import { TagSelect } from "./TagSelect";
import { type TaggedMany, type TaggingMany, tagMany, undoTagging } from "./tags";

interface Typed {
  readonly whom: "filter" | "lines";
  readonly lines?: string;
  readonly take: boolean;
  readonly tag: string;
  readonly until?: string;
  readonly reason?: string;
}

interface BulkTagsProps {
  readonly filter: MemberFilter;
  readonly onClose: () => void;
}

/** Puts a tag on all whom the list shows, or on those of a list of one's own: first seen, then done, with the way back. */
export function BulkTags({ filter, onClose }: BulkTagsProps) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const client = useQueryClient();
  const tell = useUndo();
  const [form] = Form.useForm<Typed>();
  const [seen, setSeen] = useState<{ sent: TaggingMany; would: TaggedMany }>();
  const [sending, setSending] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: ["member"] });
  const send = async (deed: () => Promise<void>) => {
    setSending(true);
    try {
      await deed();
    } catch (thrown) {
      const { fields, detail } = asProblem(thrown);
      message.error(fields.map((one) => one.message).join(" ") || detail || t("tags.failed"));
    }
    setSending(false);
  };
  const preview = (typed: Typed) =>
    send(async () => {
      const sent = sentOf(typed, filter);
      setSeen({ sent, would: await tagMany({ ...sent, dry_run: true }) });
    });
  const commit = () =>
    send(async () => {
      if (!seen) return;
      const { batch, changed } = await tagMany(seen.sent);
      const text = t("tags.bulk.done", { count: changed });
      if (batch) tell({ text, undo: () => undoTagging(batch).then(again) });
      else message.success(text);
      await again();
      onClose();
    });
  return (
    <Modal
      open
      title={t("tags.bulk.title")}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t("tags.bulk.close")}
        </Button>,
        <Button key="preview" loading={sending && !seen} onClick={form.submit}>
          {t("tags.bulk.preview")}
        </Button>,
        <Button
          key="do"
          type="primary"
          disabled={!seen || seen.would.changed === 0}
          loading={sending && !!seen}
          onClick={() => void commit()}
        >
          {t("tags.bulk.do")}
        </Button>,
      ]}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ whom: "filter", take: false }}
        onValuesChange={() => setSeen(undefined)}
        onFinish={(typed) => void preview(typed)}
      >
        <Form.Item name="take">
          <Radio.Group
            options={[
              { value: false, label: t("tags.bulk.put") },
              { value: true, label: t("tags.bulk.take") },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="tag"
          label={t("tags.tag")}
          rules={[{ required: true, message: t("tags.tagMissing") }]}
        >
          <TagSelect />
        </Form.Item>
        <Form.Item name="whom" label={t("tags.bulk.whom")}>
          <Radio.Group
            options={[
              { value: "filter", label: t("tags.bulk.filter") },
              { value: "lines", label: t("tags.bulk.lines") },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle dependencies={["whom"]}>
          {({ getFieldValue }) => getFieldValue("whom") === "lines" && <Lines form={form} />}
        </Form.Item>
        <TaggingFields />
      </Form>
      {seen && <BulkPreview would={seen.would} />}
    </Modal>
  );
}

function sentOf(typed: Typed, filter: MemberFilter): TaggingMany {
  const { whom, lines, take, tag, until, reason } = typed;
  return {
    tag,
    take,
    ...(until && { until: new Date(`${until}T23:59:59`).toISOString() }),
    ...(reason?.trim() && { reason: reason.trim() }),
    ...(whom === "filter"
      ? { filter: bodyOf(filter) }
      : { lines: (lines ?? "").split(/\r?\n/).map((line) => line.trim()) }),
  };
}

function Lines({ form }: { form: ReturnType<typeof Form.useForm<Typed>>[0] }) {
  const { t } = useTranslation("care");
  return (
    <>
      <Form.Item
        name="lines"
        label={t("tags.bulk.list")}
        extra={t("tags.bulk.listHelp")}
        rules={[{ required: true, whitespace: true, message: t("tags.bulk.listMissing") }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} spellCheck={false} />
      </Form.Item>
      <p>
        <input
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          aria-label={t("tags.bulk.file")}
          onChange={(event) => {
            const file = event.target.files?.[0];
            void file?.text().then((text) => {
              // Of a table the first column.
              const lines = text
                .split(/\r?\n/)
                .map((line) => line.split(/[,\t;]/)[0]?.trim() ?? "");
              form.setFieldValue("lines", lines.filter(Boolean).join("\n"));
            });
          }}
        />
      </p>
    </>
  );
}
