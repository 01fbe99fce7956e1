import type { Id } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, type FormInstance, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { newKey } from "../../../lib/new-key";
import { type AdjustmentOutcome, adjustMember } from "../api/adjust-member";
import { adjustReasonsQuery } from "../api/adjust-reasons";
import type { Balance } from "../api/list-entries";
import { lotsQuery } from "../api/list-lots";
import { useFigures } from "../useAmounts";
import { AdjustPreview } from "./AdjustPreview";
import { askingOf, type Typed } from "./asking";

interface AdjustDialogProps {
  readonly memberId: Id;
  readonly balances: readonly Balance[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Gives or takes value by hand, or lets lots live longer, and says beforehand what that comes to. */
export function AdjustDialog({ memberId, balances, open, onClose }: AdjustDialogProps) {
  const { t } = useTranslation("asset");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  return (
    <FormDialog<Typed, AdjustmentOutcome>
      open={open}
      title={t("adjust.title")}
      verb={t("adjust.verb")}
      failed={t("adjust.failed")}
      initial={{ kind: "adjust", asset: balances[0]?.asset ?? "" }}
      onSubmit={(typed) => {
        const asking = askingOf(typed);
        if (!asking) throw new Error("incomplete");
        return adjustMember(memberId, key, asking);
      }}
      onDone={({ needs_approval }) => {
        message.success(t(needs_approval ? "adjust.asked" : "adjust.done"));
        for (const what of ["ledger", "member", "staff"]) {
          void client.invalidateQueries({ queryKey: [what] });
        }
      }}
      onClose={() => {
        setKey(newKey());
        onClose();
      }}
    >
      {(form) => <Fields form={form} memberId={memberId} balances={balances} />}
    </FormDialog>
  );
}

interface FieldsProps {
  readonly form: FormInstance<Typed>;
  readonly memberId: Id;
  readonly balances: readonly Balance[];
}

function Fields({ form, memberId, balances }: FieldsProps) {
  const { t } = useTranslation("asset");
  const reasons = useQuery(adjustReasonsQuery).data?.items ?? [];
  const kind = Form.useWatch("kind", form) ?? "adjust";
  const asset = Form.useWatch("asset", form);
  const unit = balances.find((balance) => balance.asset === asset)?.unit;
  const { decimals, unitOf } = useFigures(asset);
  const one = 10 ** decimals;
  return (
    <>
      <Form.Item name="kind" label={t("adjust.kind")}>
        <Radio.Group
          optionType="button"
          options={(["adjust", "extend"] as const).map((value) => ({
            value,
            label: t(`adjust.kinds.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="asset" label={t("adjust.asset")}>
        <Select
          options={balances.map(({ asset: value, name }) => ({ value, label: name }))}
          onChange={() => form.setFieldValue("lots", [])}
        />
      </Form.Item>
      {kind === "adjust" ? (
        <Form.Item
          name="amount"
          label={t("adjust.amount")}
          extra={t("adjust.amountHelp")}
          rules={[{ required: true, type: "number", message: t("adjust.amountMissing") }]}
          // Stored value is typed in its currency and kept in minor units.
          getValueProps={(amount?: number) => ({ value: amount == null ? amount : amount / one })}
          normalize={(typed?: number) => (typed == null ? typed : Math.round(typed * one))}
        >
          <InputNumber<number>
            precision={decimals}
            suffix={unitOf(unit ?? "") || balances.find((b) => b.asset === asset)?.currency}
            style={{ width: "100%" }}
            max={Number.MAX_SAFE_INTEGER}
            min={-Number.MAX_SAFE_INTEGER}
          />
        </Form.Item>
      ) : (
        <>
          <Form.Item
            name="until"
            label={t("adjust.until")}
            extra={t("adjust.untilHelp")}
            rules={[{ required: true, message: t("adjust.untilMissing") }]}
          >
            <Input type="date" />
          </Form.Item>
          {asset && <LotChoice memberId={memberId} asset={asset} />}
        </>
      )}
      <Form.Item
        name="reason"
        label={t("adjust.reason")}
        rules={[{ required: true, message: t("adjust.reasonMissing") }]}
      >
        <Select options={reasons.map(({ code, name }) => ({ value: code, label: name ?? code }))} />
      </Form.Item>
      <Form.Item name="note" label={t("adjust.note")} extra={t("adjust.noteHelp")}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="reference" label={t("adjust.reference")}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <AdjustPreview form={form} memberId={memberId} asset={asset} unit={unit ?? ""} />
    </>
  );
}

/** Which lots live longer; all of the asset unless some are chosen. */
function LotChoice({ memberId, asset }: { memberId: Id; asset: string }) {
  const { t } = useTranslation("asset");
  const format = useFormat();
  const { figure } = useFigures(asset);
  const pages = useInfiniteQuery(lotsQuery(memberId, asset, "open")).data?.pages ?? [];
  const lots = pages.flatMap(({ items }) => items).filter(({ expires_at }) => expires_at);
  return (
    <Form.Item name="lots" label={t("adjust.lots")}>
      <Select
        mode="multiple"
        allowClear
        placeholder={t("adjust.allLots")}
        options={lots.map(({ id, remaining, expires_at }) => ({
          value: id,
          label: t("adjust.lot", {
            remaining: figure(remaining),
            day: format.day(expires_at ?? ""),
          }),
        }))}
      />
    </Form.Item>
  );
}
