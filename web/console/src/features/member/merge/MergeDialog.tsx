import { SwapOutlined } from "@ant-design/icons";
import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { useUndo } from "../../../components/useUndo";
import { newKey } from "../../../lib/new-key";
import { type MemberMerge, mergeMember, mergingQuery, undoMerge } from "../api/merge-member";
import { MemberPicker } from "../MemberPicker";
import { Effects } from "./Effects";
import { MergePair } from "./MergePair";
import styles from "./merge.module.css";

interface MergeDialogProps {
  /** Who stays, unless the two are swapped. */
  readonly memberId: Id;
  /** Who is the same person; without one the dialog asks for it. */
  readonly other?: Id | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMerged?: ((merge: MemberMerge) => void) | undefined;
}

/** Makes one member of two: who stays, what moves, why; with the way back afterwards. */
export function MergeDialog({ memberId, other, open, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation("merge");
  const tellMerged = useMerged();
  const [key, setKey] = useState(newKey);
  const [picked, setPicked] = useState<Id>();
  const [swapped, setSwapped] = useState(false);
  const second = other ?? picked;
  const pair = second && {
    into: swapped ? second : memberId,
    from: swapped ? memberId : second,
  };
  const foreseen = useQuery({
    ...mergingQuery(pair ?? { into: memberId, from: memberId }),
    enabled: open && pair !== undefined,
  });
  return (
    <FormDialog<{ reason: string }, MemberMerge>
      open={open}
      width={760}
      title={t("merge.title")}
      verb={t("merge.verb")}
      failed={t("merge.failed")}
      disabled={!pair || !foreseen.data}
      onSubmit={({ reason }) => {
        if (!pair) throw new Error("incomplete");
        return mergeMember(pair, key, reason.trim());
      }}
      onDone={async (merge) => {
        await tellMerged(merge);
        onMerged?.(merge);
      }}
      onClose={() => {
        setKey(newKey());
        setPicked(undefined);
        setSwapped(false);
        onClose();
      }}
    >
      {!other && (
        <Form.Item label={t("merge.other")} extra={t("merge.otherHelp")}>
          <MemberPicker onPick={setPicked} />
        </Form.Item>
      )}
      {pair && (
        <>
          <MergePair pair={pair} />
          <Button
            className={styles.swap}
            icon={<SwapOutlined />}
            onClick={() => {
              setSwapped(!swapped);
              setKey(newKey());
            }}
          >
            {t("merge.swap")}
          </Button>
          <Effects title={t("merge.effects")} query={foreseen} />
          <Form.Item
            name="reason"
            label={t("reason.label")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("reason.missing") }]}
          >
            <Input placeholder={t("reason.merge")} maxLength={200} autoComplete="off" />
          </Form.Item>
          <Alert type="info" showIcon title={t("merge.consequence")} />
          {/* Two fields: without a button of its own the form would not hear Enter. */}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </>
      )}
    </FormDialog>
  );
}

/** What follows a merge: nothing that was loaded is right any more, and it can be taken back. */
function useMerged() {
  const { t } = useTranslation("merge");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const tell = useUndo();
  return async (merge: MemberMerge) => {
    const { from, into, id } = merge;
    const before = window.location.pathname;
    if (before === `/members/${from.id}`) {
      await navigate({ to: "/members/$id", params: { id: into.id } });
    }
    // All that was loaded; but of what is merged nothing can be foreseen.
    const again = () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "merging" });
    void again();
    tell({
      text: t("merge.done", { from: from.number, into: into.number }),
      undo: () => undoMerge(id, newKey(), t("undo.atOnce")).then(again),
    });
  };
}
