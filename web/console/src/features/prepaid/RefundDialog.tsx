import { asProblem } from "@habitue/kit/api/problem";
import { type Minor, minor } from "@habitue/kit/brand";
import { exponentOf } from "@habitue/kit/format/money";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, type FormInstance, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { useSettled } from "../../lib/settled";
import {
  type Card,
  methodsQuery,
  type NewRefund,
  type Refunded,
  refundCard,
  refundTrialQuery,
  type TopUp,
} from "./api/cards";
import { PayOutByHand } from "./PayOutByHand";
import styles from "./prepaid.module.css";

interface RefundDialogProps {
  readonly card: Card;
  /** A part of the card, all of it, or one unused top-up; none: the dialog is closed. */
  readonly wish: "refund" | "close" | TopUp | undefined;
  readonly onClose: () => void;
}

interface Typed {
  /** In the major unit, as one types it. */
  readonly amount?: number;
  readonly reason: string;
  /** How what an earlier system knew is paid out, and the number that proves it. */
  readonly method?: string;
  readonly reference?: string;
}

/** Pays stored value out, and says beforehand what goes and what stays. */
export function RefundDialog({ card, wish, onClose }: RefundDialogProps) {
  const { t } = useTranslation("prepaid");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const exponent = exponentOf(card.currency);
  const kind = typeof wish === "object" ? "withdraw" : (wish ?? "refund");
  return (
    <FormDialog<Typed, Refunded>
      open={wish !== undefined}
      title={t(`card.${kind}`)}
      verb={t(`card.${kind}`)}
      failed={t("refund.failed")}
      danger={kind !== "refund"}
      onSubmit={(typed) => {
        const asking = askingOf(wish, typed, exponent);
        if (!asking) throw new Error("incomplete");
        return refundCard(card.member_id, key, asking);
      }}
      onDone={() => {
        message.success(t("refund.done"));
        for (const what of ["prepaid", "ledger", "member"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => (
        <>
          {kind === "refund" && (
            <Form.Item
              name="amount"
              label={t("refund.amount")}
              rules={[{ required: true, type: "number", message: t("refund.amountMissing") }]}
            >
              <InputNumber<number>
                min={0}
                precision={exponent}
                suffix={card.currency}
                style={{ width: "100%" }}
              />
            </Form.Item>
          )}
          <Form.Item
            name="reason"
            label={t("refund.reason")}
            rules={[{ required: true, message: t("refund.reasonMissing") }]}
          >
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
          {wish && <Preview card={card} wish={wish} form={form} />}
        </>
      )}
    </FormDialog>
  );
}

function askingOf(
  wish: RefundDialogProps["wish"],
  typed: Typed,
  exponent: number,
): NewRefund | undefined {
  if (typeof wish === "object") return { top_up_id: wish.id, reason: typed.reason };
  const by = {
    reason: typed.reason,
    ...(typed.method && { method: typed.method }),
    ...(typed.reference && { reference: typed.reference.trim() }),
  };
  if (wish === "close") return by;
  if (!typed.amount) return undefined;
  return { ...by, amount: minor(Math.round(typed.amount * 10 ** exponent)) };
}

interface PreviewProps {
  readonly card: Card;
  readonly wish: NonNullable<RefundDialogProps["wish"]>;
  readonly form: FormInstance<Typed>;
}

/** What it comes to, as the server reckons it. */
function Preview({ card, wish, form }: PreviewProps) {
  const { t } = useTranslation("prepaid");
  const format = useFormat();
  const amount = Form.useWatch("amount", form);
  // The reason is of no matter to what it comes to.
  const asking = useSettled(
    askingOf(wish, { ...(amount && { amount }), reason: "-" }, exponentOf(card.currency)),
  );
  const { data, error } = useQuery(refundTrialQuery(card.member_id, asking));
  const methods = useQuery(methodsQuery).data ?? [];
  if (!asking) return <p className={styles.quiet}>{t("refund.previewHelp")}</p>;
  if (error) return <Alert type="warning" showIcon title={asProblem(error).detail} />;
  if (!data) return <p className={styles.quiet}>{t("refund.reckoning")}</p>;
  const money = (value: Minor) => format.money(value, card.currency);
  return (
    <>
      {data.opened > 0 && <PayOutByHand opened={money(data.opened)} methods={methods} />}
      <section className={styles.preview} aria-live="polite" aria-label={t("refund.preview")}>
        <strong className="kit-figure">
          {t("refund.outcome", { money: money(data.money), bonus: money(data.bonus) })}
        </strong>
        <ul>
          {data.sources.map(({ top_up_id, method, amount: part }) => (
            <li key={`${top_up_id} ${method}`}>
              {t("refund.source", {
                method: methods.find(({ code }) => code === method)?.name ?? method,
                amount: money(part),
              })}
            </li>
          ))}
          {data.coupons.length > 0 && (
            <li>{t("refund.coupons", { names: data.coupons.join("、") })}</li>
          )}
          <li>
            {t("refund.left", {
              principal: money(data.principal_left),
              bonus: money(data.bonus_left),
            })}
          </li>
        </ul>
      </section>
    </>
  );
}
