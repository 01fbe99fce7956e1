import { PlusOutlined } from "@ant-design/icons";
import { asProblem } from "@habitue/kit/api/problem";
import { Day, Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { FormDialog } from "../../../components/FormDialog";
import { useUndo } from "../../../components/useUndo";
import { useCan } from "../../../lib/permissions";
import type { Member } from "../api/get-member";
import { TagSelect } from "./TagSelect";
import styles from "./tag.module.css";
import { type HeldTag, type Tagging, tagMember, tagsOfQuery } from "./tags";

interface Typed {
  readonly tag: string;
  readonly until?: string;
  readonly reason?: string;
}

/** The tags that a member has, put and taken where they stand. */
export function MemberTags({ member }: { member: Member }) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const can = useCan();
  const client = useQueryClient();
  const tell = useUndo();
  const { data } = useQuery(tagsOfQuery(member.id));
  const [open, setOpen] = useState<"put" | "history">();
  const mayTag = can("member:tag") && member.status === "active";
  const act = async (tagging: Tagging) => {
    client.setQueryData(tagsOfQuery(member.id).queryKey, await tagMember(member.id, tagging));
    await client.invalidateQueries({ queryKey: ["member", "tags"] });
  };
  const take = async ({ code, name, until }: HeldTag) => {
    try {
      await act({ tag: code, take: true });
      tell({
        text: t("tags.taken", { name }),
        undo: () => act({ tag: code, ...(until && { until }) }),
      });
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("tags.failed"));
    }
  };
  if (!data) return null;
  return (
    <div className={styles.held}>
      {data.held.map((tag) => (
        <Held key={tag.code} tag={tag} onTake={mayTag ? () => void take(tag) : undefined} />
      ))}
      {mayTag && (
        <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => setOpen("put")}>
          {t("tags.put")}
        </Button>
      )}
      {data.history.length > 0 && (
        <Button size="small" type="link" onClick={() => setOpen("history")}>
          {t("tags.history")}
        </Button>
      )}
      {open === "put" && (
        <FormDialog<Typed, unknown>
          open
          title={t("tags.putting")}
          verb={t("tags.put")}
          failed={t("tags.failed")}
          onSubmit={({ tag, until, reason }) =>
            act({
              tag,
              ...(until && { until: new Date(`${until}T23:59:59`).toISOString() }),
              ...(reason?.trim() && { reason: reason.trim() }),
            })
          }
          onDone={() => message.success(t("tags.done"))}
          onClose={() => setOpen(undefined)}
        >
          <Form.Item
            name="tag"
            label={t("tags.tag")}
            rules={[{ required: true, message: t("tags.tagMissing") }]}
          >
            <TagSelect but={data.held.map(({ code }) => code)} />
          </Form.Item>
          <TaggingFields />
        </FormDialog>
      )}
      {open === "history" && (
        <Modal open title={t("tags.history")} footer={null} onCancel={() => setOpen(undefined)}>
          <ol className={styles.steps}>
            {data.history.map(({ id, name, tag, put, by, at, reason, batch }) => (
              <li key={id}>
                {t(put ? "tags.wasPut" : "tags.wasTaken", { name: name || tag })}
                <div className={styles.quiet}>
                  {by.name} · <Moment at={at} />
                  {batch && ` · ${t("tags.batch")}`}
                  {reason && ` · ${reason}`}
                </div>
              </li>
            ))}
          </ol>
        </Modal>
      )}
    </div>
  );
}

interface HeldProps {
  readonly tag: HeldTag;
  readonly onTake: (() => void) | undefined;
}

function Held({ tag, onTake }: HeldProps) {
  const { t } = useTranslation("care");
  const format = useFormat();
  const { name, colour, until, since } = tag;
  const says = until
    ? t("tags.until", { when: format.moment(until) })
    : t("tags.since", { when: format.moment(since) });
  return (
    <Tooltip title={says}>
      <Tag
        color={colour}
        {...(onTake && {
          closable: { "aria-label": t("tags.take", { name }) },
          onClose: (event) => {
            event.preventDefault();
            onTake();
          },
        })}
      >
        {name}
        {until && (
          <span className={styles.until}>
            {" "}
            <Day at={until} />
          </span>
        )}
      </Tag>
    </Tooltip>
  );
}

/** Until when and why: of one member and of many. */
export function TaggingFields() {
  const { t } = useTranslation("care");
  return (
    <>
      <Form.Item name="until" label={t("tags.untilDay")} extra={t("tags.untilHelp")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label={t("tags.reason")}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

/** Where nothing is to be shown. */
export function NoTags() {
  const { t } = useTranslation("care");
  return <EmptyState title={t("tags.none")}>{t("tags.noneHelp")}</EmptyState>;
}
