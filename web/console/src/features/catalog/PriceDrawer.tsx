import { asProblem } from "@habitue/kit/api/problem";
import { type Minor, minor } from "@habitue/kit/brand";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, InputNumber } from "antd";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../lib/new-key";
import {
  changePrices,
  type PriceChanged,
  type PriceEdits,
  tryingPrices,
} from "./api/change-prices";
import type { PriceList } from "./api/list-price-lists";
import { PriceEffects } from "./PriceEffects";
import { periodOf } from "./period";

/** What is to be priced: one article, or one that is still to be named. */
export interface ToPrice {
  readonly article?: string;
  readonly name?: string;
  readonly amount?: Minor;
  readonly member?: Readonly<Record<string, Minor>>;
}

interface PriceDrawerProps {
  readonly list: PriceList;
  readonly levels: readonly { readonly code: string; readonly name: string }[];
  /** Undefined: closed. */
  readonly price: ToPrice | undefined;
  readonly onClose: () => void;
  readonly onChanged: (change: PriceChanged) => void | Promise<void>;
}

interface Typed {
  readonly article: string;
  readonly amount: number | null;
  readonly member?: Record<string, number | null>;
  readonly fromDay?: string;
  readonly untilDay?: string;
  readonly reason?: string;
}

/** Says what an article is to cost from a day on, and shows what is paid before and after. */
export function PriceDrawer({ list, levels, price, onClose, onChanged }: PriceDrawerProps) {
  const { t } = useTranslation("prices");
  const { zone } = useContext(ReaderContext);
  const [form] = Form.useForm<Typed>();
  const [edits, setEdited] = useState<PriceEdits>();
  // One key for each change that is meant: pressing again after a failure asks for the same.
  const [key, setKey] = useState(newKey);
  const setEdits = (next: PriceEdits | undefined) => {
    setEdited(next);
    setKey(newKey());
  };
  const unit = 10 ** list.currency_exponent;
  const trial = useQuery(tryingPrices(list.id, edits));
  const saving = useMutation({
    mutationFn: (body: PriceEdits) => changePrices(list.id, key, body),
    onSuccess: async (changed) => {
      onClose();
      await onChanged(changed);
    },
  });
  const read = (_: unknown, typed: Typed) => {
    const { article, amount, member = {}, fromDay, untilDay, reason } = typed;
    if (!article?.trim() || amount === null || amount === undefined) {
      setEdits(undefined);
      return;
    }
    const levelled = Object.entries(member).flatMap(([level, value]) =>
      typeof value === "number" ? [[level, minor(Math.round(value * unit))] as const] : [],
    );
    setEdits({
      prices: [
        {
          article: article.trim(),
          amount: minor(Math.round(amount * unit)),
          ...(levelled.length > 0 && { member: Object.fromEntries(levelled) }),
          ...periodOf(fromDay, untilDay, zone),
        },
      ],
      ...(reason && { reason }),
    });
  };
  const thrown = saving.error ?? trial.error;
  const figure = { min: 0, precision: list.currency_exponent, style: { width: 160 } };
  const inMajor = (amount: Minor | undefined) => (amount === undefined ? null : amount / unit);
  return (
    <Drawer
      open={price !== undefined}
      size={520}
      destroyOnHidden
      title={price?.name ? t("change.of", { name: price.name }) : t("change.title")}
      onClose={onClose}
      afterOpenChange={(isOpen) => {
        if (!isOpen) {
          setEdits(undefined);
          saving.reset();
        }
      }}
      footer={
        <Button
          type="primary"
          disabled={!edits || !trial.isSuccess || trial.isFetching}
          loading={saving.isPending}
          onClick={() => edits && saving.mutate(edits)}
        >
          {t("change.do")}
        </Button>
      }
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        preserve={false}
        onValuesChange={read}
        initialValues={{
          article: price?.article ?? "",
          amount: inMajor(price?.amount),
          member: Object.fromEntries(
            Object.entries(price?.member ?? {}).map(([level, amount]) => [level, amount / unit]),
          ),
        }}
      >
        <Form.Item name="article" label={t("change.article")} hidden={price?.article !== undefined}>
          <Input />
        </Form.Item>
        <Form.Item name="amount" label={t("column.price")}>
          <InputNumber {...figure} prefix={list.currency} />
        </Form.Item>
        <div style={{ display: "flex", flexWrap: "wrap", columnGap: 16 }}>
          {[{ code: "*", name: t("change.everyMember") }, ...levels].map(({ code, name }) => (
            <Form.Item key={code} name={["member", code]} label={t("change.level", { name })}>
              <InputNumber {...figure} />
            </Form.Item>
          ))}
        </div>
        <div style={{ display: "flex", gap: 16 }}>
          <Form.Item name="fromDay" label={t("column.from")} extra={t("change.fromHelp")}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="untilDay" label={t("column.untilDay")} extra={t("change.untilHelp")}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t("column.reason")}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {thrown && <Alert type="error" showIcon title={asProblem(thrown).detail} />}
      {edits && trial.data && !thrown && (
        <PriceEffects changed={trial.data} currency={list.currency} />
      )}
    </Drawer>
  );
}
