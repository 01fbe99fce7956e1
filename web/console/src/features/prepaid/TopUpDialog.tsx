import type { Minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import { type Card, methodsQuery, sellTopUp, type TopUp } from "./api/cards";
import { prepaidRuleQuery } from "./api/rule";

interface TopUpDialogProps {
  readonly card: Card;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly pay: Minor;
  readonly method: string;
  readonly slip?: string;
}

/** Sells a top-up at the counter, and says before what there will be on the card. */
export function TopUpDialog({ card, open, onClose }: TopUpDialogProps) {
  const { t } = useTranslation("prepaid");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  return (
    <FormDialog<Typed, TopUp>
      open={open}
      title={t("card.topUp")}
      verb={t("sale.verb")}
      failed={t("sale.failed")}
      initial={{ method: "cash" }}
      onSubmit={(typed) => sellTopUp(card.member_id, key, typed)}
      onDone={() => {
        message.success(t("sale.done"));
        for (const what of ["prepaid", "ledger", "member"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => <Fields card={card} form={form} />}
    </FormDialog>
  );
}

function Fields({ card, form }: { card: Card; form: ReturnType<typeof Form.useForm<Typed>>[0] }) {
  const { t } = useTranslation("prepaid");
  const format = useFormat();
  const rule = useQuery(prepaidRuleQuery).data?.body;
  const methods = useQuery(methodsQuery).data ?? [];
  const pay = Form.useWatch("pay", form);
  const method = Form.useWatch("method", form);
  const money = (amount: number) => format.money(amount as Minor, card.currency);
  const tier = rule?.tiers?.find((one) => one.pay === pay);
  if (rule?.off) return <Alert type="info" showIcon title={t("rule.off")} />;
  return (
    <>
      <Form.Item
        name="pay"
        label={t("sale.tier")}
        rules={[{ required: true, message: t("sale.tierMissing") }]}
      >
        <Radio.Group
          vertical
          options={(rule?.tiers ?? []).map(({ pay: value, bonus }) => ({
            value,
            label: t("sale.offer", { pay: money(value), bonus: money(bonus) }),
          }))}
        />
      </Form.Item>
      <Form.Item name="method" label={t("sale.method")}>
        <Radio.Group
          optionType="button"
          options={methods.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      {methods.find(({ code }) => code === method)?.needs_slip && (
        <Form.Item
          name="slip"
          label={t("sale.slip")}
          rules={[{ required: true, message: t("sale.slipMissing") }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
      )}
      {tier && (
        <Alert
          type="info"
          showIcon
          title={t("sale.outcome", {
            principal: money(card.principal + tier.pay),
            bonus: money(card.bonus + tier.bonus),
          })}
        />
      )}
    </>
  );
}
