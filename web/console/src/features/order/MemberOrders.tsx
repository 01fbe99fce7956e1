import type { Id } from "@habitue/kit/brand";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { memberOrdersQuery, type OrderSummary } from "./api/list-member-orders";
import { useOrderColumns } from "./order-columns";

/** What a member bought, with what each order brought. */
export function MemberOrders({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("order");
  const navigate = useNavigate();
  const open = ({ id }: OrderSummary) => {
    void navigate({ to: "/orders/$id", params: { id } });
  };
  return (
    <DataList
      query={useInfiniteQuery(memberOrdersQuery(memberId))}
      columns={useOrderColumns()}
      label={t("list.title")}
      empty={<EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>}
      minWidth={920}
      onOpen={open}
    />
  );
}
