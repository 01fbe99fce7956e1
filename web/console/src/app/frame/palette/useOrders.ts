import { ShoppingOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { ordersByReferenceQuery } from "../../../features/order/api/find-by-reference";
import { useCan } from "../../../lib/permissions";
import { useSettled } from "../../../lib/settled";
import { type Entry, number, pauseMs } from "./entries";
import { keepRecent } from "./recent";

/** Orders by the number on their receipt, which is typed or scanned whole. */
export function useOrders(typed: string): { orders: Entry[]; isLooking: boolean } {
  const can = useCan();
  const navigate = useNavigate();
  const wanted = typed.trim();
  const asked = useSettled(wanted, pauseMs);
  const enabled = can("order:read") && number.test(asked);
  const { data, isFetching } = useQuery({ ...ordersByReferenceQuery(asked), enabled });
  const orders = useMemo(() => {
    if (!enabled || !data) return [];
    return data.items.map(({ id, reference, store, channel, local_date }) => ({
      key: `order ${id}`,
      kind: "orders" as const,
      label: reference,
      hint: [local_date, store?.name ?? channel?.name].filter(Boolean).join(" · "),
      icon: ShoppingOutlined,
      run: () => {
        keepRecent({ href: `/orders/${id}`, label: reference });
        void navigate({ to: "/orders/$id", params: { id } });
      },
    }));
  }, [enabled, data, navigate]);
  const waits = can("order:read") && asked !== wanted && number.test(wanted);
  return { orders, isLooking: waits || (enabled && isFetching) };
}
