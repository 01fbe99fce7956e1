import { PushpinFilled } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { Moment } from "@habitue/kit/components/When";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { useUndo } from "../../../components/useUndo";
import { NoteFields, sentOf, type TypedNote } from "./NoteForm";
import styles from "./note.module.css";
import {
  correctNote,
  type Note,
  noteHistoryQuery,
  removeNote,
  restoreNote,
  savedOf,
} from "./notes";

interface NoteViewProps {
  readonly memberId: Id;
  readonly note: Note;
  readonly mayWrite: boolean;
}

/** One note: what it says, who wrote it for whom, and what can be done with it. */
export function NoteView({ memberId, note, mayWrite }: NoteViewProps) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const client = useQueryClient();
  const tell = useUndo();
  const [open, setOpen] = useState<"change" | "remove" | "history">();
  const again = () => client.invalidateQueries({ queryKey: ["member", "notes", memberId] });
  const close = () => setOpen(undefined);
  const act = async (deed: () => Promise<unknown>, done?: string) => {
    try {
      await deed();
      if (done) message.success(done);
      await again();
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("notes.failed"));
    }
  };
  return (
    <article className={note.removed ? styles.gone : styles.note}>
      <header>
        {note.pinned && <PushpinFilled aria-label={t("notes.pinned")} />}
        <Tag color={note.kind === "complaint" ? "error" : "default"}>
          {t(`notes.kinds.${note.kind}`)}
        </Tag>
        <span className={styles.quiet}>
          {note.written_by.name} · <Moment at={note.written_at} />
          {note.store && ` · ${t("notes.onlyStore", { store: note.store.name })}`}
          {note.of && ` · ${t("notes.of")}`}
        </span>
      </header>
      <p className={styles.text}>{note.text}</p>
      {note.why && <p className={styles.quiet}>{t("notes.why", { why: note.why })}</p>}
      <footer>
        {mayWrite && !note.removed && (
          <>
            <Button size="small" type="text" onClick={() => setOpen("change")}>
              {t("notes.change")}
            </Button>
            <Button
              size="small"
              type="text"
              onClick={() =>
                void act(() =>
                  correctNote(memberId, note, { ...savedOf(note), pinned: !note.pinned }),
                )
              }
            >
              {t(note.pinned ? "notes.unpin" : "notes.pin")}
            </Button>
            <Button size="small" type="text" onClick={() => setOpen("remove")}>
              {t("notes.remove")}
            </Button>
          </>
        )}
        {mayWrite && note.removed && (
          <Button
            size="small"
            type="text"
            onClick={() => void act(() => restoreNote(memberId, note), t("notes.restored"))}
          >
            {t("notes.restore")}
          </Button>
        )}
        {note.version > 1 && (
          <Button size="small" type="text" onClick={() => setOpen("history")}>
            {t("notes.history")}
          </Button>
        )}
      </footer>
      {open === "change" && (
        <FormDialog<TypedNote, Note>
          open
          title={t("notes.changing")}
          verb={t("notes.save")}
          failed={t("notes.failed")}
          initial={{ ...note, pinned: note.pinned ?? false, store: note.store?.code }}
          onSubmit={(typed) => correctNote(memberId, note, sentOf(typed))}
          onDone={again}
          onClose={close}
        >
          <p className={styles.quiet}>{t("notes.changeHelp")}</p>
          <NoteFields />
        </FormDialog>
      )}
      {open === "remove" && (
        <FormDialog<{ reason: string }, Note>
          open
          danger
          title={t("notes.removing")}
          verb={t("notes.remove")}
          failed={t("notes.failed")}
          onSubmit={({ reason }) => removeNote(memberId, note, reason.trim())}
          onDone={async (removed) => {
            tell({
              text: t("notes.removedDone"),
              undo: () => restoreNote(memberId, removed).then(again),
            });
            await again();
          }}
          onClose={close}
        >
          <p className={styles.quiet}>{t("notes.removeHelp")}</p>
          <Form.Item
            name="reason"
            label={t("notes.reason")}
            rules={[
              { required: true, whitespace: true, min: 2, message: t("notes.reasonMissing") },
            ]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
      {open === "history" && <History memberId={memberId} note={note} onClose={close} />}
    </article>
  );
}

interface HistoryProps {
  readonly memberId: Id;
  readonly note: Note;
  readonly onClose: () => void;
}

function History({ memberId, note, onClose }: HistoryProps) {
  const { t } = useTranslation("care");
  const { data } = useQuery(noteHistoryQuery(memberId, note));
  return (
    <Modal open title={t("notes.historyOf")} footer={null} onCancel={onClose}>
      {!data && <Skeleton active />}
      <ol className={styles.steps}>
        {data?.items.map((step) => (
          <li key={step.version}>
            <span className={styles.quiet}>
              {t(`notes.act.${step.act}`)} · {step.by.name} · <Moment at={step.at} />
            </span>
            {step.text && <p className={styles.text}>{step.text}</p>}
          </li>
        ))}
      </ol>
    </Modal>
  );
}
