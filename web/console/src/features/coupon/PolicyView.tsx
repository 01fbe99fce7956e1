import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, InputNumber, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { FormDialog } from "../../components/FormDialog";
import { Panel } from "../../components/Page";
import { useUndo } from "../../components/useUndo";
import { type Policy, policyQuery, savePolicy } from "./api/policy";
import styles from "./coupon.module.css";

const parts = [
  { name: "alone_coupons", most: 1_000_000, least: 0 },
  { name: "alone_codes", most: 10_000_000, least: 0 },
  { name: "remind_days", most: 60, least: 0 },
  { name: "gift_hours", most: 720, least: 1 },
] as const;

/** What holds for every kind of coupon: who may hand out how much alone, reminders, gifts. */
export function PolicyView({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { data, error, isPending, refetch } = useQuery(policyQuery);
  const said = (name: (typeof parts)[number]["name"], count: number) =>
    count === 0
      ? t(`policy.none.${name === "gift_hours" ? "alone_codes" : name}`)
      : t(`policy.is.${name}`, { shown: format.number(count) });
  return (
    <Panel
      title={t("policy.title")}
      extra={
        mayEdit && data && <Button onClick={() => setEditing(true)}>{t("policy.edit")}</Button>
      }
    >
      {isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Facts>
            {parts.map(({ name }) => (
              <Fact key={name} name={t(`policy.${name}`)}>
                {said(name, data[name])}
              </Fact>
            ))}
          </Facts>
          <p className={`${styles.quiet} ${styles.apart}`}>{t("policy.returns")}</p>
          <PolicyDialog policy={data} open={editing} onClose={() => setEditing(false)} />
        </>
      )}
    </Panel>
  );
}

interface PolicyDialogProps {
  readonly policy: Policy;
  readonly open: boolean;
  readonly onClose: () => void;
}

function PolicyDialog({ policy, open, onClose }: PolicyDialogProps) {
  const { t } = useTranslation("coupon");
  const client = useQueryClient();
  const tell = useUndo();
  const kept = (saved: Policy) => client.setQueryData(policyQuery.queryKey, saved);
  return (
    <FormDialog<Policy, Policy>
      open={open}
      title={t("policy.edit")}
      verb={t("policy.save")}
      failed={t("policy.failed")}
      initial={policy}
      onSubmit={(typed) => savePolicy({ ...policy, ...typed })}
      onDone={(saved) => {
        kept(saved);
        const undo = () => savePolicy({ ...policy, version: saved.version }).then(kept);
        tell({ text: t("policy.saved"), undo });
      }}
      onClose={onClose}
    >
      {parts.map(({ name, least, most }) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`policy.${name}`)}
          extra={t(`policy.help.${name}`)}
          rules={[{ required: true, message: t("policy.missing") }]}
        >
          <InputNumber<number> min={least} max={most} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      ))}
    </FormDialog>
  );
}
