import { minor } from "@habitue/kit/brand";
import { exponentOf } from "@habitue/kit/format/money";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EditDialog } from "../../components/EditDialog";
import { useCan } from "../../lib/permissions";
import { saveSettlementPolicy, settlementPolicyQuery } from "./api/reconcile";
import styles from "./payment.module.css";

/** Up to how much of a difference one person settles alone, and how that is changed. */
export function SettlementPolicy({ currency }: { currency: string }) {
  const { t } = useTranslation("payment");
  const format = useFormat();
  const mayManage = useCan()("payment:manage");
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const policy = useQuery(settlementPolicyQuery).data;
  const exponent = exponentOf(currency);
  if (!policy) return null;
  return (
    <div className={styles.policy}>
      {t("policy.says", { amount: format.money(policy.alone, currency) })}{" "}
      {mayManage && (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t("policy.change")}
        </Button>
      )}
      <EditDialog<{ alone: number }>
        open={isOpen}
        title={t("policy.title")}
        verb={t("methods.save")}
        initial={{ alone: policy.alone / 10 ** exponent }}
        onClose={() => setOpen(false)}
        onSave={async ({ alone }) => {
          await saveSettlementPolicy({
            alone: minor(Math.round(alone * 10 ** exponent)),
            version: policy.version,
          });
          await queries.invalidateQueries({ queryKey: ["payment", "policy"] });
        }}
      >
        <Form.Item
          name="alone"
          label={t("policy.alone")}
          extra={t("policy.help")}
          rules={[{ required: true, message: t("policy.missing") }]}
        >
          <InputNumber min={0} precision={exponent} suffix={currency} style={{ width: 200 }} />
        </Form.Item>
      </EditDialog>
    </div>
  );
}
