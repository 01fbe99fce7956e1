import { ReaderContext } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { checkoutsQuery } from "../../features/checkout/api/list-checkouts";
import { CheckoutFilters } from "../../features/checkout/CheckoutFilters";
import { useCheckoutColumns } from "../../features/checkout/checkout-columns";
import type { CheckoutFilter } from "../../features/checkout/filter";
import { MemberPicker } from "../../features/member/MemberPicker";
import { storesQuery } from "../../features/org/api/list-stores";
import { instantsOf } from "../../lib/days";
import { todayIn } from "../../lib/period";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/checkouts");

/** Everybody's checkouts, and the one that any number leads to. */
export function CheckoutsPage() {
  return (
    <LateWords of="checkout">
      <Checkouts />
    </LateWords>
  );
}

function Checkouts() {
  const { t } = useTranslation("checkout");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const { zone } = useContext(ReaderContext);
  const { number, state, store, member } = filter;
  const asked = number
    ? { number }
    : { state, store, member, ...instantsOf(filter, todayIn(zone, new Date()), zone) };
  const set = (search: CheckoutFilter) => void setFilter({ search, replace: true });
  return (
    <Page title={t("list.title")} purpose={t("list.purpose")}>
      <Panel>
        <CheckoutFilters
          filter={filter}
          stores={useQuery(storesQuery).data?.items ?? []}
          member={<OfMember filter={filter} onChange={set} />}
          onChange={set}
        />
        <DataList
          query={useInfiniteQuery(checkoutsQuery(asked))}
          columns={useCheckoutColumns()}
          label={t("list.title")}
          empty={
            Object.values(filter).some((value) => value !== undefined) ? (
              <EmptyState title={t("list.noMatch")}>
                <Button onClick={() => set({})}>{t("filter.clear")}</Button>
              </EmptyState>
            ) : (
              <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>
            )
          }
          minWidth={940}
          onOpen={({ id }) => void navigate({ to: "/checkouts/$id", params: { id } })}
        />
      </Panel>
    </Page>
  );
}

interface OfMemberProps {
  readonly filter: CheckoutFilter;
  readonly onChange: (filter: CheckoutFilter) => void;
}

/** Only one member's: found by what one can tell of them, shown until taken away. */
function OfMember({ filter, onChange }: OfMemberProps) {
  const { t } = useTranslation("checkout");
  const may = useCan()("member:read");
  const of = (member: string | undefined) => onChange({ ...filter, number: undefined, member });
  if (filter.member) {
    return (
      <Tag closable={{ "aria-label": t("filter.everybody") }} onClose={() => of(undefined)}>
        {t("filter.member", { id: filter.member })}
      </Tag>
    );
  }
  if (!may) return null;
  return (
    <div style={{ width: 240 }}>
      <MemberPicker onPick={of} />
    </div>
  );
}
