import { ShoppingOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { checkoutByNumberQuery } from "../../../features/checkout/api/find-by-number";
import { useCan } from "../../../lib/permissions";
import { useSettled } from "../../../lib/settled";
import { type Entry, number, pauseMs } from "./entries";
import { keepRecent } from "./recent";

/** Checkouts by any number that leads to one: of the order, a payment, a refund, its own. */
export function useCheckouts(typed: string): { checkouts: Entry[]; isLooking: boolean } {
  const can = useCan();
  const navigate = useNavigate();
  const wanted = typed.trim();
  const asked = useSettled(wanted, pauseMs);
  const enabled = can("checkout:read") && number.test(asked);
  const { data, isFetching } = useQuery({ ...checkoutByNumberQuery(asked), enabled });
  const checkouts = useMemo(() => {
    if (!enabled || !data) return [];
    return data.items.map(({ id, reference, store }) => ({
      key: `checkout ${id}`,
      kind: "checkouts" as const,
      label: reference,
      hint: store?.name,
      icon: ShoppingOutlined,
      run: () => {
        keepRecent({ href: `/checkouts/${id}`, label: reference });
        void navigate({ to: "/checkouts/$id", params: { id } });
      },
    }));
  }, [enabled, data, navigate]);
  const waits = can("checkout:read") && asked !== wanted && number.test(wanted);
  return { checkouts, isLooking: waits || (enabled && isFetching) };
}
