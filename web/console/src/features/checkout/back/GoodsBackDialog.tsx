import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../../../lib/new-key";
import { useSettled } from "../../../lib/settled";
import {
  type ExchangePlan,
  exchangeGoods,
  exchangePlanQuery,
  returnGoods,
  returnPlanQuery,
} from "../api/back";
import type { Explained } from "../api/explain-checkout";
import styles from "../checkout.module.css";
import { BackLines } from "./BackLines";
import { type Method, Paying } from "./Paying";
import { ExchangePlanned, ReturnPlanned } from "./Plans";
import { type Goods, TakenLines } from "./TakenLines";
import { basketOf, goodsBackOf, nothing, type Wish } from "./wish";

interface GoodsBackDialogProps {
  readonly one: Explained;
  readonly goods: Goods;
  readonly methods: readonly Method[];
  /** An exchange needs whoever may sell as well. */
  readonly mayExchange: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: (bought: string | undefined) => void | Promise<void>;
}

/** Takes goods back, or exchanges them: what it comes to is seen line by line before it is done. */
export function GoodsBackDialog(props: GoodsBackDialogProps) {
  const { one, goods, methods, mayExchange, open, onClose, onDone } = props;
  const { t } = useTranslation("checkout");
  const [wish, setWish] = useState<Wish>(nothing);
  const [kind, setKind] = useState<"return" | "exchange">("return");
  const [key, setKey] = useState(newKey);
  const [tender, setTender] = useState<{ method?: string; slip?: string }>({});
  const asked = useSettled(JSON.stringify(askedOf(one, kind, wish)));
  const { back, basket } = JSON.parse(asked) as ReturnType<typeof askedOf>;
  const returning = useQuery(returnPlanQuery(kind === "return" ? back : undefined));
  const exchanging = useQuery(
    exchangePlanQuery(back && basket ? { return: back, basket } : undefined),
  );
  const plan = kind === "return" ? returning : exchanging;
  const toPay = kind === "exchange" ? (exchanging.data?.to_pay ?? 0) : 0;
  const method = methods.find(({ code }) => code === tender.method);
  const doing = useMutation({
    mutationFn: () => (kind === "return" ? giveBack() : swap(exchanging.data)),
    onSuccess: async (bought) => {
      await onDone(bought);
      onClose();
    },
    // The price may be another by now: the plan says it anew.
    onError: () => void plan.refetch(),
  });
  const giveBack = async () => {
    const body = goodsBackOf(one, wish);
    if (body) await returnGoods(key, body);
    return undefined;
  };
  const swap = async (planned: ExchangePlan | undefined) => {
    const [body, sale] = [goodsBackOf(one, wish), basketOf(one, wish)];
    if (!body || !sale || !planned) return undefined;
    const done = await exchangeGoods(key, {
      return: body,
      sale: { ...sale, digest: planned.quote.digest, source: "console" },
      ...(method &&
        planned.to_pay > 0 && {
          tenders: [
            {
              method: method.code,
              amount: planned.to_pay,
              ...(tender.slip && { slip: tender.slip.trim() }),
            },
          ],
        }),
    });
    return done.exchange?.checkout.id;
  };
  const isReady =
    plan.data !== undefined &&
    !plan.isFetching &&
    !plan.error &&
    wish.reason.trim() !== "" &&
    asked === JSON.stringify(askedOf(one, kind, wish)) &&
    (toPay === 0 || (method !== undefined && (!method.needs_slip || !!tender.slip?.trim())));
  return (
    <Modal
      open={open}
      width={760}
      title={t(`back.${kind}`)}
      okText={t(`back.do.${kind}`)}
      okButtonProps={{ disabled: !isReady, loading: doing.isPending }}
      onOk={() => doing.mutate()}
      onCancel={onClose}
      afterClose={() => {
        setWish(nothing);
        setKind("return");
        setTender({});
        setKey(newKey());
        doing.reset();
      }}
      destroyOnHidden
    >
      <div className={styles.back}>
        {mayExchange && (
          <Segmented
            aria-label={t("back.kind")}
            value={kind}
            options={(["return", "exchange"] as const).map((value) => ({
              value,
              label: t(`back.${value}`),
            }))}
            onChange={setKind}
          />
        )}
        <BackLines
          one={one}
          back={wish.back}
          onChange={(next) => setWish({ ...wish, back: next })}
        />
        {kind === "exchange" && (
          <TakenLines
            taken={wish.taken}
            goods={goods}
            onChange={(taken) => setWish({ ...wish, taken })}
          />
        )}
        <Form layout="vertical">
          <Form.Item label={t("back.reason")} htmlFor="back-reason" style={{ margin: 0 }}>
            <Input
              id="back-reason"
              autoComplete="off"
              maxLength={200}
              value={wish.reason}
              onChange={({ target }) => setWish({ ...wish, reason: target.value })}
            />
          </Form.Item>
        </Form>
        {kind === "return" ? (
          <ReturnPlanned one={one} plan={returning.data} error={returning.error} />
        ) : (
          <ExchangePlanned one={one} plan={exchanging.data} error={exchanging.error} />
        )}
        {toPay > 0 && <Paying methods={methods} tender={tender} onChange={setTender} />}
        {doing.error && (
          <Alert type="error" showIcon title={asProblem(doing.error).detail || t("back.failed")} />
        )}
      </div>
    </Modal>
  );
}

/** What the plan depends on; the reason is of no matter to it. */
function askedOf(one: Explained, kind: "return" | "exchange", wish: Wish) {
  const whole = wish.taken.every(({ article }) => article !== "");
  return {
    back: goodsBackOf(one, { ...wish, reason: "" }),
    basket: kind === "exchange" && whole ? basketOf(one, wish) : undefined,
  };
}
