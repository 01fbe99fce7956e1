import { asProblem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Segmented, Skeleton } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { useKeys } from "../../../components/useKeys";
import { rowsOf } from "../../../lib/page";
import type { Member } from "../api/get-member";
import { NoteFields, sentOf, type TypedNote } from "./NoteForm";
import { NoteView } from "./NoteView";
import styles from "./note.module.css";
import { type NoteChoice, noteKinds, notesQuery, writeNote } from "./notes";

const fresh = { kind: "call", pinned: false } as const;

/** What staff wrote about a member, and a box to write the next. */
export function Notes({ member }: { member: Member }) {
  const { t } = useTranslation("care");
  const [choice, setChoice] = useState<NoteChoice>("all");
  const mayWrite = member.status === "active";
  return (
    <>
      {mayWrite && <Writing member={member} />}
      <div className={styles.filter}>
        <Segmented<NoteChoice>
          aria-label={t("notes.filter")}
          value={choice}
          onChange={setChoice}
          options={[
            { value: "all", label: t("notes.all") },
            ...noteKinds.map((value) => ({ value, label: t(`notes.kinds.${value}`) })),
            { value: "removed", label: t("notes.removed") },
          ]}
        />
      </div>
      <List key={choice} member={member} choice={choice} mayWrite={mayWrite} />
    </>
  );
}

/** The box for the next note, at hand without a dialog. */
function Writing({ member }: { member: Member }) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<TypedNote>();
  const [sending, setSending] = useState(false);
  const field = useRef<TextAreaRef>(null);
  useKeys({ n: () => field.current?.focus() }, true);
  const send = async (typed: TypedNote) => {
    if (sending) return;
    setSending(true);
    try {
      await writeNote(member.id, sentOf(typed));
      message.success(t("notes.saved"));
      form.resetFields();
      await client.invalidateQueries({ queryKey: ["member", "notes", member.id] });
    } catch (thrown) {
      const { fields, detail } = asProblem(thrown);
      message.error(fields.map((one) => one.message).join(" ") || detail || t("notes.failed"));
    }
    setSending(false);
  };
  return (
    <Form<TypedNote>
      name="next-note"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={fresh}
      className={styles.writing}
      onFinish={(typed) => void send(typed)}
    >
      <NoteFields field={field} onSend={form.submit} />
      <div className={styles.send}>
        <Button type="primary" htmlType="submit" loading={sending}>
          {t("notes.save")}
        </Button>
        <span className={styles.quiet}>{t("notes.keys")}</span>
      </div>
    </Form>
  );
}

interface ListProps {
  readonly member: Member;
  readonly choice: NoteChoice;
  readonly mayWrite: boolean;
}

function List({ member, choice, mayWrite }: ListProps) {
  const { t } = useTranslation("care");
  const query = useInfiniteQuery(notesQuery(member.id, choice));
  if (query.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (!query.data) {
    return <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const notes = rowsOf(query.data);
  if (notes.length === 0) return <NoNotes choice={choice} />;
  return (
    <>
      <ul className={styles.notes} aria-label={t("notes.title")}>
        {notes.map((note) => (
          <li key={note.id}>
            <NoteView memberId={member.id} note={note} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("notes.more")}
        </Button>
      )}
    </>
  );
}

function NoNotes({ choice }: { choice: NoteChoice }) {
  const { t } = useTranslation("care");
  if (choice === "all") {
    return <EmptyState title={t("notes.none")}>{t("notes.noneHelp")}</EmptyState>;
  }
  return <EmptyState title={t(choice === "removed" ? "notes.noneRemoved" : "notes.noneOfKind")} />;
}
