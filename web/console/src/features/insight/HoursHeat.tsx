import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Heatmap } from "../../components/charts/Heatmap";
import type { InsightAsk } from "./api/ask";
import { hoursQuery } from "./api/get-hours";

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** When in the week is bought: for rosters and for when to write to members. */
export function HoursHeat({ ask }: { ask: InsightAsk }) {
  const { t } = useTranslation("insight");
  const format = useFormat();
  const query = useQuery(hoursQuery(ask));
  const data = useMemo(() => {
    if (!query.data) return undefined;
    const { cells } = query.data;
    const orders = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.orders]));
    const hours = cells.map(({ hour }) => hour);
    const [first, last] = [Math.min(...hours), Math.max(...hours)];
    const open = Array.from({ length: hours.length ? last - first + 1 : 0 }, (_, at) => first + at);
    return {
      rows: weekdays.map((day) => ({ key: String(day), name: format.weekday(day) })),
      columns: open.map((hour) => ({ key: String(hour), name: t("hours.hour", { hour }) })),
      // Within the hours in which anything is sold, none is zero.
      valueAt: (row: string, column: string) => orders.get(`${row} ${column}`) ?? 0,
      measure: { kind: "count", unit: t("unit.orders") } as const,
      rowAxis: t("hours.weekday"),
      columnAxis: t("hours.hours"),
      counted: t("hours.orders"),
    };
  }, [query.data, format, t]);
  return (
    <Heatmap
      title={t("hours.title")}
      subtitle={t("hours.unit")}
      source={query}
      data={data}
      height={320}
    />
  );
}
