import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Explained, explainedQuery } from "../../features/checkout/api/explain-checkout";
import { GoodsBackDialog } from "../../features/checkout/back/GoodsBackDialog";
import { leftOf } from "../../features/checkout/back/wish";
import { methodsQuery } from "../../features/payment/api/methods";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { useGoodsChoices } from "./editor/goods-choices";

/** The way to return or exchange goods of a checkout, as long as there are any. */
export function TakeBack({ one }: { one: Explained }) {
  const { t } = useTranslation("checkout");
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const isLeft = one.state === "paid" && one.lines.some((line) => leftOf(line) > 0);
  if (!isLeft || !can("checkout:return")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("back.open")}</Button>
      <Dialog one={one} open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

/** The same where only the checkout's id is known. */
export function TakeBackOf({ checkout }: { checkout: Id }) {
  const may = useCan()("checkout:return");
  const one = useQuery({ ...explainedQuery(checkout), enabled: may }).data;
  if (!one) return null;
  return (
    <LateWords of="checkout">
      <TakeBack one={one} />
    </LateWords>
  );
}

interface DialogProps {
  readonly one: Explained;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Dialog({ one, open, onClose }: DialogProps) {
  const { t } = useTranslation("checkout");
  const can = useCan();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goods = useGoodsChoices();
  const enabled = can("payment:read");
  const methods = useQuery({ ...methodsQuery, enabled }).data?.items ?? [];
  return (
    <GoodsBackDialog
      one={one}
      goods={goods}
      methods={methods.filter(({ archived }) => !archived)}
      mayExchange={can("checkout:sell")}
      open={open}
      onClose={onClose}
      onDone={async (bought) => {
        message.success(t("back.done"));
        for (const what of ["checkout", "order", "payment", "ledger", "member", "coupon"]) {
          void queries.invalidateQueries({ queryKey: [what] });
        }
        if (bought) await navigate({ to: "/checkouts/$id", params: { id: bought } });
      }}
    />
  );
}
