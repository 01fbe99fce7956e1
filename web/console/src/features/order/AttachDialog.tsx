import { type Id, minor } from "@habitue/kit/brand";
import { wholeOf } from "@habitue/kit/format/decimal";
import { exponentOf } from "@habitue/kit/format/money";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { attachOrder, type LateEntry } from "./api/attach-order";
import { findReceipts } from "./api/find-receipts";
import { latePolicyQuery } from "./api/get-late-policy";

interface AttachDialogProps {
  /** The order at hand; without one it is looked for by what stands on the receipt. */
  readonly orderId?: Id;
  /** The member at hand; without one the picker asks for one. */
  readonly memberId?: Id;
  readonly picker?: (onPick: (member: Id | undefined) => void) => ReactNode;
  readonly currency: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAttached: (entry: LateEntry) => void;
}

interface Typed {
  readonly member?: Id;
  readonly reference: string;
  readonly amount: string;
  readonly date: string;
  readonly reason?: string;
}

/** Asks for what stands on a receipt and attaches it to a member. */
export function AttachDialog(props: AttachDialogProps) {
  const { picker, currency, open, onClose, onAttached } = props;
  const { t } = useTranslation("order");
  const [key, setKey] = useState(newKey);
  return (
    <FormDialog<Typed, LateEntry>
      open={open}
      title={t("attach.title")}
      verb={t("attach.submit")}
      failed={t("attach.failed")}
      saying={(thrown) => (thrown instanceof NoReceipt ? t("attach.noReceipt") : undefined)}
      onSubmit={(typed) => attach(props, typed, key)}
      onDone={onAttached}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => (
        <>
          <Bounds />
          {picker && (
            <Form.Item
              name="member"
              label={t("attach.member")}
              rules={[{ required: true, message: t("attach.memberMissing") }]}
            >
              {picker((member) => form.setFieldValue("member", member))}
            </Form.Item>
          )}
          <ReceiptFields currency={currency} />
        </>
      )}
    </FormDialog>
  );
}

/** What the policy allows, said before anything is typed. */
function Bounds() {
  const { t } = useTranslation("order");
  const policy = useQuery(latePolicyQuery).data;
  return (
    <Typography.Paragraph>
      {t("attach.consequence")} {policy && t("attach.window", { count: policy.window_days })}
    </Typography.Paragraph>
  );
}

function ReceiptFields({ currency }: { currency: string }) {
  const { t } = useTranslation("order");
  const format = useFormat();
  const above = useQuery(latePolicyQuery).data?.reason_above;
  const isAmount = (_: unknown, typed: string) => {
    return wholeOf(typed ?? "", exponentOf(currency)) === null
      ? Promise.reject(new Error(t("filter.notAmount")))
      : Promise.resolve();
  };
  const given = [{ required: true, whitespace: true, message: t("attach.missing") }];
  return (
    <>
      <Form.Item name="reference" label={t("attach.reference")} rules={given}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="amount"
        label={t("attach.amount", { currency })}
        rules={[{ validator: isAmount }]}
      >
        <Input autoComplete="off" inputMode="decimal" maxLength={20} />
      </Form.Item>
      <Form.Item name="date" label={t("attach.date")} rules={given}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("attach.reason")}
        extra={
          above !== undefined &&
          t("attach.reasonAbove", { amount: format.moneyBrief(above, currency) })
        }
      >
        <Input autoComplete="off" maxLength={200} placeholder={t("attach.example")} />
      </Form.Item>
    </>
  );
}

async function attach(
  { orderId, memberId, currency }: AttachDialogProps,
  typed: Typed,
  key: string,
): Promise<LateEntry> {
  const receipt = {
    member_id: memberId ?? typed.member ?? ("" as Id),
    reference: typed.reference.trim(),
    amount: minor(wholeOf(typed.amount, exponentOf(currency)) ?? 0),
    date: typed.date,
    ...(typed.reason?.trim() && { reason: typed.reason.trim() }),
  };
  const id = orderId ?? (await orderOf(receipt));
  return attachOrder(id, receipt, key);
}

/** Of the orders that bear the number, the one that is the receipt's; the server has the last word. */
async function orderOf(receipt: { reference: string; amount: number; date: string }): Promise<Id> {
  const found = await findReceipts(receipt.reference);
  const same = found.find(
    (order) => order.paid_amount === receipt.amount && order.local_date === receipt.date,
  );
  const one = same ?? found[0];
  if (!one) throw new NoReceipt();
  return one.id;
}

/** Nobody reported a receipt of that number. */
class NoReceipt extends Error {}
