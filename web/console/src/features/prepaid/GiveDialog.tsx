import { type Id, minor } from "@habitue/kit/brand";
import { exponentOf } from "@habitue/kit/format/money";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, InputNumber } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../components/FormDialog";
import { newKey } from "../../lib/new-key";
import type { Card } from "./api/cards";
import { type Gift, giveStoredValue } from "./api/gifts";
import { prepaidRuleQuery } from "./api/rule";

/** Picks a member; features meet only in routes. */
export type Picker = (onPick: (member: Id | undefined) => void) => ReactNode;

interface GiveDialogProps {
  readonly card: Card;
  readonly picker: Picker;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Gives a part of a card to another member, and says what that means for who receives it. */
export function GiveDialog({ card, picker, open, onClose }: GiveDialogProps) {
  const { t } = useTranslation("prepaid");
  const { message } = App.useApp();
  const format = useFormat();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  const rule = useQuery({ ...prepaidRuleQuery, enabled: open }).data?.body.giving;
  const exponent = exponentOf(card.currency);
  const unit = 10 ** exponent;
  const money = (amount: number) => format.money(minor(amount), card.currency);
  return (
    <FormDialog<{ to: Id; amount: number }, Gift>
      open={open}
      title={t("give.title")}
      verb={t("give.verb")}
      failed={t("give.failed")}
      disabled={!rule || rule.off}
      onSubmit={({ to, amount }) =>
        giveStoredValue(key, {
          from_member_id: card.member_id,
          to_member_id: to,
          amount: minor(Math.round(amount * unit)),
        })
      }
      onDone={({ principal, bonus }) => {
        message.success(t("give.done", { principal: money(principal), bonus: money(bonus) }));
        for (const what of ["prepaid", "ledger", "member"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) =>
        rule?.off ? (
          <Alert type="info" showIcon title={t("give.off")} />
        ) : (
          <>
            <p>{t("give.help")}</p>
            <Form.Item
              name="to"
              label={t("give.to")}
              rules={[{ required: true, message: t("give.toMissing") }]}
            >
              {picker((member) => form.setFieldValue("to", member))}
            </Form.Item>
            <Form.Item
              name="amount"
              label={t("give.amount")}
              extra={rule && t("give.bounds", { step: money(rule.step), day: money(rule.day) })}
              rules={[
                { required: true, message: t("refund.amountMissing") },
                {
                  validator: async (_, amount: number | null) => {
                    if (rule && amount && Math.round(amount * unit) % rule.step !== 0) {
                      throw new Error(t("give.steps", { step: money(rule.step) }));
                    }
                  },
                },
              ]}
            >
              <InputNumber<number>
                min={0}
                max={(card.principal + card.bonus) / unit}
                precision={exponent}
                step={(rule?.step ?? unit) / unit}
                suffix={card.currency}
                style={{ width: "100%" }}
              />
            </Form.Item>
          </>
        )
      }
    </FormDialog>
  );
}
