import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { useCan } from "../../../lib/permissions";
import type { Member } from "../api/get-member";
import styles from "./consent.module.css";
import { guardianQuery, type Minority, stateGuardian } from "./guardian";

/** Guardian says of a minor whether a guardian agreed, and lets staff record that one did. */
export function Guardian({ member }: { member: Member }) {
  const { t } = useTranslation("person");
  const format = useFormat();
  const can = useCan();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(guardianQuery(member.id));
  if (!data?.state) return null;
  const { state, guardian_masked: phone, agreed_at: at, via } = data;
  const mayRecord = can("member:consent") && member.status === "active" && state !== "grown";
  const agreed =
    phone && at && via
      ? t("guardian.agreedBy", { phone, when: format.moment(at), how: t(`guardian.via.${via}`) })
      : undefined;
  return (
    <>
      <Alert
        className={styles.guardian}
        showIcon
        type={state === "pending" ? "warning" : "info"}
        title={t(`guardian.state.${state}`)}
        description={agreed ?? t(`guardian.help.${state}`)}
        action={
          mayRecord && (
            <Button size="small" onClick={() => setOpen(true)}>
              {t("guardian.record")}
            </Button>
          )
        }
      />
      {open && <Recording member={member} text={data.text} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Typed {
  readonly phone: string;
  readonly via: (typeof vias)[number];
  readonly reason: string;
}

const vias = ["counter", "telephone", "paper", "message"] as const;

interface RecordingProps {
  readonly member: Member;
  readonly text: Minority["text"];
  readonly onClose: () => void;
}

function Recording({ member, text, onClose }: RecordingProps) {
  const { t } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  const missing = (text: string) => [{ required: true, whitespace: true, message: text }];
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("guardian.record")}
      verb={t("consent.submit")}
      failed={t("consent.failed")}
      initial={{ via: "paper" }}
      onSubmit={({ phone, via, reason }) =>
        stateGuardian(member.id, {
          phone: phone.trim(),
          via,
          reason: reason.trim(),
          text_version: text.text_version,
        })
      }
      onDone={async () => {
        message.success(t("guardian.done"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <blockquote className={styles.text}>
        <Typography.Text type="secondary">{t("guardian.readOut")}</Typography.Text>
        <p>{text.body}</p>
      </blockquote>
      <Form.Item
        name="phone"
        label={t("guardian.phone")}
        rules={missing(t("guardian.phoneMissing"))}
      >
        <Input type="tel" maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="via" label={t("consent.column.via")}>
        <Select options={vias.map((value) => ({ value, label: t(`consent.via.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("consent.column.reason")}
        extra={t("consent.reasonHelp")}
        rules={missing(t("consent.reasonMissing"))}
      >
        <Input maxLength={200} placeholder={t("consent.reasonExample")} />
      </Form.Item>
    </FormDialog>
  );
}
