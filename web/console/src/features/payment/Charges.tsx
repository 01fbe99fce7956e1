import { Money } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { ReaderContext } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, type TableColumnsType, Tag } from "antd";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { FilterBar } from "../../components/FilterBar";
import { PeriodFilter } from "../../components/period/PeriodFilter";
import { daysOf, instantsOf, wishOf } from "../../lib/days";
import { todayIn } from "../../lib/period";
import { type Charge, chargesQuery } from "./api/charges";
import { methodsQuery } from "./api/methods";
import { type ChargeState, chargeStates, type PaymentSearch } from "./filter";
import styles from "./payment.module.css";

export const chargeColours: Record<ChargeState, string> = {
  pending: "processing",
  paid: "success",
  closed: "default",
};

interface ChargesProps {
  readonly filter: PaymentSearch;
  readonly stores: readonly { readonly code: string; readonly name: string }[];
  readonly onChange: (filter: PaymentSearch) => void;
}

type Narrowed = "number" | "state" | "method" | "store";

/** What was to be paid, by which method, and whether it was. */
export function Charges({ filter, stores, onChange }: ChargesProps) {
  const { t } = useTranslation("payment");
  const navigate = useNavigate();
  const methods = useQuery(methodsQuery).data?.items ?? [];
  const { zone } = useContext(ReaderContext);
  const { number, state, method, store, period, from, until } = filter;
  const days = { period, from, until };
  const today = todayIn(zone, new Date());
  const asked = number ? { number } : { state, method, store, ...instantsOf(days, today, zone) };
  const narrow = (next: { readonly [key in Narrowed]?: string | undefined }) => {
    // A number is asked alone; whatever else is chosen takes it away.
    if (next.number && next.number !== number) return onChange({ number: next.number });
    const other = next.state !== state || next.method !== method || next.store !== store;
    onChange({
      ...days,
      number: other ? undefined : next.number,
      state: chargeStates.find((one) => one === next.state),
      method: next.method,
      store: next.store,
    });
  };
  return (
    <>
      <FilterBar<Narrowed>
        search={{ key: "number", label: t("filter.number"), hint: t("filter.numberHint") }}
        choices={[
          {
            key: "state",
            label: t("filter.state"),
            options: chargeStates.map((value) => ({ value, label: t(`charge.${value}`) })),
          },
          {
            key: "method",
            label: t("filter.method"),
            options: methods.map(({ code, name }) => ({ value: code, label: name })),
          },
          {
            key: "store",
            label: t("filter.store"),
            options: stores.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
        filter={{ number, state, method, store }}
        onChange={narrow}
      />
      <div className={styles.row}>
        <PeriodFilter
          ever
          wish={wishOf(days)}
          today={today}
          onChange={(wish) => onChange({ state, method, store, ...daysOf(wish) })}
        />
      </div>
      <DataList
        query={useInfiniteQuery(chargesQuery(asked))}
        columns={useColumns((code) => methods.find((one) => one.code === code)?.name ?? code)}
        label={t("tab.charges")}
        empty={
          Object.values(asked).some((value) => value !== undefined) ? (
            <EmptyState title={t("charges.noMatch")}>
              <Button onClick={() => onChange({})}>{t("filter.clear")}</Button>
            </EmptyState>
          ) : (
            <EmptyState title={t("charges.none")}>{t("charges.noneHelp")}</EmptyState>
          )
        }
        minWidth={920}
        onOpen={({ id }) => void navigate({ to: "/payments/$id", params: { id } })}
      />
    </>
  );
}

function useColumns(methodOf: (code: string) => string): TableColumnsType<Charge> {
  const { t } = useTranslation("payment");
  return [
    {
      key: "when",
      title: t("column.asked"),
      width: 152,
      render: (_, { asked_at }) => <Moment at={asked_at} />,
    },
    {
      key: "reference",
      title: t("column.reference"),
      render: (_, { id, reference }) => (
        <Link to="/payments/$id" params={{ id }}>
          {reference}
        </Link>
      ),
    },
    {
      key: "method",
      title: t("column.method"),
      width: 128,
      render: (_, { method }) => methodOf(method),
    },
    {
      key: "state",
      title: t("column.state"),
      width: 152,
      render: (_, { state, late }) => (
        <>
          <Tag color={chargeColours[state]}>{t(`charge.${state}`)}</Tag>
          {late && <Tag color="warning">{t("charge.late")}</Tag>}
        </>
      ),
    },
    {
      key: "slip",
      title: t("column.slip"),
      width: 152,
      ellipsis: true,
      render: (_, { slip }) => slip ?? "—",
    },
    {
      key: "amount",
      title: t("column.amount"),
      width: 112,
      align: "right",
      render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: "refunded",
      title: t("column.refunded"),
      width: 112,
      align: "right",
      render: (_, { refunded, currency }) =>
        refunded === 0 ? "—" : <Money amount={refunded} currency={currency} />,
    },
  ];
}
