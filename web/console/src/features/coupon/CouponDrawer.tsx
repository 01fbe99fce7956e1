import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Drawer, Form, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { RuleWords } from "../../components/RuleWords";
import { useUndo } from "../../components/useUndo";
import {
  type Change,
  type Coupon,
  cancelCoupon,
  couponQuery,
  reinstateCoupon,
} from "./api/coupons";
import { couponReasonsQuery } from "./api/give";
import styles from "./coupon.module.css";

interface CouponDrawerProps {
  readonly coupon: Coupon | undefined;
  readonly mayIssue: boolean;
  readonly onClose: () => void;
}

/** One coupon: what it does, and everything that happened to it, newest last. */
export function CouponDrawer({ coupon, mayIssue, onClose }: CouponDrawerProps) {
  return (
    <Drawer
      open={coupon !== undefined}
      title={coupon?.name}
      onClose={onClose}
      size={480}
      destroyOnHidden
    >
      {coupon && <Opened coupon={coupon} mayIssue={mayIssue} />}
    </Drawer>
  );
}

function Opened({ coupon, mayIssue }: { coupon: Coupon; mayIssue: boolean }) {
  const { t } = useTranslation("coupon");
  const { data, error, isPending, refetch } = useQuery(couponQuery(coupon));
  const [cancelling, setCancelling] = useState(false);
  const client = useQueryClient();
  const stale = () => client.invalidateQueries({ queryKey: ["coupon"] });
  const mayCancel = mayIssue && (data?.status === "held" || data?.status === "offered");
  return (
    <div className={styles.drawer}>
      <RuleWords words={coupon.words ?? []} />
      <h3>{t("coupon.history")}</h3>
      {isPending && <Skeleton active />}
      {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {data && (
        <ol className={styles.line}>
          {(data.changes ?? []).map((change) => (
            <li key={change.at + change.verb}>
              <Happened change={change} />
            </li>
          ))}
        </ol>
      )}
      {mayCancel && (
        <Button danger onClick={() => setCancelling(true)}>
          {t("cancel.title")}
        </Button>
      )}
      {mayIssue && data?.status === "cancelled" && (
        <Button onClick={() => void reinstateCoupon(coupon).then(stale)}>
          {t("cancel.reinstate")}
        </Button>
      )}
      <CancelDialog
        coupon={coupon}
        open={cancelling}
        onClose={() => setCancelling(false)}
        onDone={stale}
      />
    </div>
  );
}

function Happened({ change }: { change: Change }) {
  const { t } = useTranslation("coupon");
  const format = useFormat();
  const { verb, at, by, reason, note, order_id, other_id, until } = change;
  return (
    <>
      <strong>{t(`verb.${verb}`)}</strong>{" "}
      <span className={styles.quiet}>
        <Moment at={at} />
      </span>
      <br />
      {order_id && (
        <Link to="/orders/$id" params={{ id: order_id }}>
          {t("coupon.order")}
        </Link>
      )}
      {other_id && (
        <Link to="/members/$id" params={{ id: other_id }}>
          {t("coupon.memberNo", { id: other_id })}
        </Link>
      )}
      {(verb === "lock" || verb === "offer") && until && (
        <span className={styles.quiet}>{t("coupon.until", { at: format.moment(until) })}</span>
      )}
      {(by || reason || note) && (
        <span className={styles.quiet}>
          {[by?.name, reason?.text, note].filter(Boolean).join(" · ")}
        </span>
      )}
    </>
  );
}

interface CancelDialogProps {
  readonly coupon: Coupon;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}

function CancelDialog({ coupon, open, onClose, onDone }: CancelDialogProps) {
  const { t } = useTranslation("coupon");
  const undo = useUndo();
  const reasons = useQuery({ ...couponReasonsQuery, enabled: open }).data?.items ?? [];
  return (
    <FormDialog<{ reason: string; note?: string }, Coupon>
      open={open}
      title={t("cancel.title")}
      verb={t("cancel.verb")}
      failed={t("cancel.failed")}
      danger
      onSubmit={({ reason, note }) =>
        cancelCoupon(coupon, { reason, ...(note?.trim() && { note: note.trim() }) })
      }
      onDone={async () => {
        await onDone();
        undo({ text: t("cancel.done"), undo: () => reinstateCoupon(coupon).then(onDone) });
      }}
      onClose={onClose}
    >
      <p>{t("cancel.help")}</p>
      <Form.Item
        name="reason"
        label={t("handout.reason")}
        rules={[{ required: true, message: t("handout.reasonMissing") }]}
      >
        <Select options={reasons.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="note" label={t("handout.note")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
