import type { Id } from "@habitue/kit/brand";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MemberPicker } from "../../features/member/MemberPicker";
import { AttachDialog } from "../../features/order/AttachDialog";
import type { LateEntry } from "../../features/order/api/attach-order";
import type { Order } from "../../features/order/api/get-order";
import { settingsQuery } from "../../features/org/api/get-settings";

/** On an order without a member: whose is it? */
export function AttachToMember({ order }: { order: Order }) {
  const { t } = useTranslation("order");
  const [isOpen, setOpen] = useState(false);
  const attached = useAttached();
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("attach.toMember")}
      </Button>
      <AttachDialog
        orderId={order.id}
        picker={(onPick) => <MemberPicker onPick={onPick} />}
        currency={order.currency}
        open={isOpen}
        onClose={() => setOpen(false)}
        onAttached={attached}
      />
    </>
  );
}

/** On a member: which receipt did they bring? */
export function AttachReceipt({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("order");
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const attached = useAttached();
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("attach.receipt")}</Button>
      <AttachDialog
        memberId={memberId}
        currency={currency}
        open={isOpen}
        onClose={() => setOpen(false)}
        onAttached={(entry) => {
          attached(entry);
          void navigate({ to: "/orders/$id", params: { id: entry.order_id } });
        }}
      />
    </>
  );
}

/** Says that it is done, and lets every page read again what has changed with it. */
function useAttached(): (entry: LateEntry) => void {
  const { t } = useTranslation("order");
  const { message } = App.useApp();
  const queries = useQueryClient();
  return () => {
    message.success(t("attach.done"));
    for (const what of ["order", "member", "ledger", "tier"]) {
      void queries.invalidateQueries({ queryKey: [what] });
    }
  };
}
