import { answer } from "@habitue/kit/api/client";
import type { Schemas } from "@habitue/kit/api/types";
import type { Id } from "@habitue/kit/brand";
import { Moment } from "@habitue/kit/components/When";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Tag, Timeline } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { api } from "../../lib/api";
import { newKey } from "../../lib/new-key";
import { useCan } from "../../lib/permissions";
import styles from "./privacy.module.css";

type Held = Schemas["RestrictionHeld"];

const restrictionsQuery = (id: Id) =>
  queryOptions({
    queryKey: ["privacy", "restrictions", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/members/{id}/restrictions", { params: { path: { id } }, signal })),
  });

/** When a member's data was kept and not used, and the button that ends it. */
export function Restrictions({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("privacy");
  const can = useCan();
  const [lifting, setLifting] = useState(false);
  const items = useQuery(restrictionsQuery(memberId)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={t("restriction.title")} className={styles.part}>
      <h3>{t("restriction.title")}</h3>
      <Timeline
        items={items.map((held) => ({ key: held.request, children: <One held={held} /> }))}
      />
      {can("privacy:handle") && items.some(({ until }) => until === null) && (
        <Button onClick={() => setLifting(true)}>{t("restriction.lift")}</Button>
      )}
      {lifting && <LiftDialog memberId={memberId} onClose={() => setLifting(false)} />}
    </section>
  );
}

function One({
  held: { begun_at, begun_by, until, lifted_by, by_member, reason },
}: {
  held: Held;
}) {
  const { t } = useTranslation("privacy");
  const inForce = until === null || new Date(until) > new Date();
  return (
    <>
      <Tag color={inForce ? "warning" : "default"}>
        {t(inForce ? "restriction.inForce" : "restriction.over")}
      </Tag>{" "}
      <Moment at={begun_at} /> {begun_by?.name ?? t("restriction.byMember")}
      {until && (
        <div>
          {t("restriction.until")} <Moment at={until} />{" "}
          {by_member ? t("restriction.byMember") : lifted_by?.name}
          {reason && `：${reason}`}
        </div>
      )}
    </>
  );
}

function LiftDialog({ memberId, onClose }: { memberId: Id; onClose: () => void }) {
  const { t } = useTranslation("privacy");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key] = useState(newKey);
  return (
    <FormDialog<{ reason: string }, unknown>
      open
      title={t("restriction.lift")}
      verb={t("restriction.lift")}
      failed={t("failed")}
      onSubmit={({ reason }) =>
        answer(
          api.POST("/api/v1/members/{id}/restrictions/lift", {
            params: { path: { id: memberId }, header: { "Idempotency-Key": key } },
            body: { reason: reason.trim() },
          }),
        )
      }
      onDone={async () => {
        message.success(t("restriction.lifted"));
        await client.invalidateQueries({ queryKey: ["privacy"] });
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <p>{t("restriction.liftHelp")}</p>
      <Form.Item
        name="reason"
        label={t("restriction.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("sayWhy") }]}
      >
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
