import { ReaderContext } from "@habitue/kit/format/reader";
import { type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../components/FilterBar";
import { PeriodFilter } from "../../components/period/PeriodFilter";
import { daysOf, wishOf } from "../../lib/days";
import { todayIn } from "../../lib/period";
import styles from "./checkout.module.css";
import { type CheckoutFilter, checkoutStates } from "./filter";

interface CheckoutFiltersProps {
  readonly filter: CheckoutFilter;
  readonly stores: readonly { readonly code: string; readonly name: string }[];
  /** How a member is chosen: that is not this capability's. */
  readonly member: ReactNode;
  readonly onChange: (filter: CheckoutFilter) => void;
}

/** Finds a checkout by any number that leads to it, or narrows the list. */
export function CheckoutFilters({ filter, stores, member, onChange }: CheckoutFiltersProps) {
  const { t } = useTranslation("checkout");
  const { zone } = useContext(ReaderContext);
  const { number, state, store } = filter;
  return (
    <>
      <FilterBar<"number" | "state" | "store">
        search={{ key: "number", label: t("filter.number"), hint: t("filter.numberHint") }}
        choices={[
          {
            key: "state",
            label: t("filter.state"),
            options: checkoutStates.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            key: "store",
            label: t("filter.store"),
            options: stores.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
        filter={{ number, state, store }}
        onChange={({ number: asked, state: chosen, store: where }) => {
          // A number is asked alone; whatever else is chosen takes it away.
          if (asked && asked !== number) return onChange({ number: asked });
          onChange({
            ...filter,
            number: asked && chosen === state && where === store ? asked : undefined,
            state: checkoutStates.find((one) => one === chosen),
            store: where,
          });
        }}
      />
      <div className={styles.filters}>
        <PeriodFilter
          ever
          wish={wishOf(filter)}
          today={todayIn(zone, new Date())}
          onChange={(wish) => onChange({ ...filter, number: undefined, ...daysOf(wish) })}
        />
        {member}
      </div>
    </>
  );
}
