import type { Id } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Heatmap } from "../../components/charts/Heatmap";
import { type Grid, gridQuery } from "./api/get-grid";

const scores = [1, 2, 3, 4, 5];

/** How many members bought lately, and how many often: the RFM grid as a heat map. */
export function RfmHeat({ brand }: { brand?: Id | undefined }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const query = useQuery(gridQuery({ brand }));
  const grid = query.data;
  const data = useMemo(() => grid && heatOf(grid, t), [grid, t]);
  return (
    <Heatmap
      title={t("rfm.title")}
      subtitle={grid ? t("rfm.asOf", { day: format.localDate(grid.as_of) }) : t("rfm.unit")}
      source={query}
      data={data}
      height={320}
    />
  );
}

type Words = ReturnType<typeof useTranslation<"profile">>["t"];

function heatOf(grid: Grid, t: Words) {
  const members = new Map(grid.cells.map((cell) => [`${cell.r} ${cell.f}`, cell.members]));
  const anybody = grid.members > 0;
  return {
    // The best of both stands in the upper right corner, as everywhere.
    rows: [...scores].reverse().map((score) => ({
      key: String(score),
      name: t("rfm.recency", { score }),
    })),
    columns: scores.map((score) => ({ key: String(score), name: t("rfm.frequency", { score }) })),
    valueAt: (row: string, column: string) => {
      return anybody ? (members.get(`${row} ${column}`) ?? 0) : null;
    },
    measure: { kind: "count", unit: t("rfm.people") } as const,
    rowAxis: t("rfm.recencyAxis"),
    columnAxis: t("rfm.frequencyAxis"),
    counted: t("rfm.members"),
    written: true,
  };
}
