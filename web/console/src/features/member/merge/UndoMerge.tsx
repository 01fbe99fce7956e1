import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { newKey } from "../../../lib/new-key";
import { type MemberMerge, undoingQuery, undoMerge } from "../api/merge-member";
import { Effects } from "./Effects";

interface UndoMergeProps {
  readonly merge: MemberMerge;
  readonly onClose: () => void;
}

/** Makes two members of one again, and says beforehand what goes back. */
export function UndoMerge({ merge, onClose }: UndoMergeProps) {
  const { t } = useTranslation("merge");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const foreseen = useQuery(undoingQuery(merge.id));
  return (
    <FormDialog<{ reason: string }, MemberMerge>
      open
      width={600}
      danger
      title={t("undo.title", { from: merge.from.number, into: merge.into.number })}
      verb={t("undo.verb")}
      failed={t("undo.failed")}
      disabled={!foreseen.data}
      onSubmit={({ reason }) => undoMerge(merge.id, key, reason.trim())}
      onDone={() => {
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "merging" });
        message.success(t("undo.done"));
      }}
      onClose={onClose}
    >
      <Effects title={t("undo.effects")} query={foreseen} />
      <Typography.Paragraph type="secondary">{t("undo.consequence")}</Typography.Paragraph>
      <Form.Item
        name="reason"
        label={t("reason.label")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("reason.missing") }]}
      >
        <Input placeholder={t("reason.undo")} maxLength={200} autoComplete="off" autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
