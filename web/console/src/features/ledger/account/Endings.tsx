import { useFormat } from "@habitue/kit/format/reader";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { BarChart } from "../../../components/charts/BarChart";
import type { Balance } from "../api/list-entries";
import { endingsByDay } from "./endings";

/** More bars than this are no longer told apart. */
const mostBars = 18;

/** What ends when, of one account. */
export function Endings({ balance: { expiring, unit, currency } }: { balance: Balance }) {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const data = useMemo(() => {
    const { days, later } = endingsByDay(expiring, format.date, mostBars);
    const bars = days.map(({ day, amount }) => ({ key: day, name: day, amount }));
    if (later > 0) bars.push({ key: "later", name: t("account.later"), amount: later });
    return {
      categories: bars.map(({ key, name }) => ({ key, name })),
      series: [
        {
          key: "ending",
          name: t("account.ending"),
          values: bars.map(({ amount }) => amount),
        },
      ],
      measure: currency
        ? ({ kind: "money", currency } as const)
        : ({ kind: "count", unit } as const),
      axis: t("account.day"),
    };
  }, [expiring, unit, currency, format, t]);
  return (
    <BarChart
      title={t("account.endings")}
      subtitle={t("account.endingsHelp", { unit: currency ?? unit })}
      source={told}
      data={data}
      height={220}
    />
  );
}

/** The figures came with the member; there is nothing to wait for or to ask again. */
const told = { isPending: false, error: null, refetch: () => undefined, dataUpdatedAt: 0 };
