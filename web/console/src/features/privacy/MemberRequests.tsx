import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { FormDialog } from "../../components/FormDialog";
import { useCan } from "../../lib/permissions";
import { saveFile } from "../../lib/save-file";
import { AnswerDialog } from "./AnswerDialog";
import styles from "./privacy.module.css";
import { Restrictions } from "./Restrictions";
import { useRequestColumns } from "./request-columns";
import { copyMember, decisionsQuery, type Request, requestsQuery } from "./requests";
import { TakeDialog } from "./TakeDialog";

interface MemberRequestsProps {
  readonly memberId: Id;
  readonly active: boolean;
}

/** What one member asked for by right, a copy in one click, and what rules decided. */
export function MemberRequests({ memberId, active }: MemberRequestsProps) {
  const { t } = useTranslation("privacy");
  const can = useCan();
  const [open, setOpen] = useState<"copy" | "take" | Request>();
  const handles = can("privacy:handle");
  const columns = useRequestColumns({ members: false, onAnswer: handles ? setOpen : undefined });
  return (
    <div className={styles.parts}>
      {handles && active && (
        <Space>
          <Button type="primary" onClick={() => setOpen("copy")}>
            {t("copy.button")}
          </Button>
          <Button onClick={() => setOpen("take")}>{t("take")}</Button>
        </Space>
      )}
      <DataList
        query={useInfiniteQuery(requestsQuery({ member: memberId }))}
        columns={columns}
        label={t("list")}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
        minWidth={720}
      />
      <Restrictions memberId={memberId} />
      {can("profile:read") && <Decisions memberId={memberId} />}
      {open === "copy" && <CopyDialog memberId={memberId} onClose={() => setOpen(undefined)} />}
      {open === "take" && <TakeDialog memberId={memberId} onClose={() => setOpen(undefined)} />}
      {typeof open === "object" && (
        <AnswerDialog request={open} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

function CopyDialog({ memberId, onClose }: { memberId: Id; onClose: () => void }) {
  const { t } = useTranslation("privacy");
  const { message } = App.useApp();
  return (
    <FormDialog<{ reason: string }, Blob>
      open
      title={t("copy.title")}
      verb={t("copy.button")}
      failed={t("failed")}
      onSubmit={({ reason }) => copyMember(memberId, { via: "counter", reason: reason.trim() })}
      onDone={(file) => {
        saveFile("copy.zip", file);
        message.success(t("copy.done"));
      }}
      onClose={onClose}
    >
      <p>{t("copy.help")}</p>
      <Form.Item
        name="reason"
        label={t("copy.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("sayWhy") }]}
      >
        <Input maxLength={200} placeholder={t("copy.example")} />
      </Form.Item>
    </FormDialog>
  );
}

function Decisions({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("privacy");
  const { data } = useQuery(decisionsQuery(memberId));
  if (!data) return null;
  return (
    <section aria-label={t("decisions")} className={styles.part}>
      <h3>{t("decisions")}</h3>
      <dl className={styles.decisions}>
        {data.items.map(({ what, title, text, why }) => (
          <div key={what}>
            <dt>
              {title} <strong>{text}</strong>
            </dt>
            <dd>{why.join(" ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
