import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Heatmap } from "../../components/charts/Heatmap";
import { type Grid, gridQuery, isPresent, type PictureWish } from "./api/get-grid";

const scores = ["1", "2", "3", "4", "5"];
const shown = ["members", "spend", "mean_spend"] as const;
type Shown = (typeof shown)[number];

/** Scores of recency and frequency, as the list of members is narrowed by them. */
export interface RfmCell {
  readonly r: string;
  readonly f: string;
}

interface RfmGridProps {
  readonly wish: PictureWish;
  /** Opens the members of a cell; the list knows the present, of all brands. */
  readonly onPick?: ((cell: RfmCell) => void) | undefined;
}

/** Members by how lately and how often they bought; the best stand top right. */
export function RfmGrid({ wish, onPick }: RfmGridProps) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const [what, setWhat] = useState<Shown>("members");
  const query = useQuery(gridQuery(wish));
  const { data: grid } = query;
  const data = useMemo(() => grid && heatOf(grid, what, t), [grid, what, t]);
  const picks = onPick && isPresent(wish);
  return (
    <Heatmap
      title={t("grid.title")}
      subtitle={grid ? t("grid.subtitle", { day: format.localDate(grid.as_of) }) : t("grid.unit")}
      source={query}
      data={data}
      height={360}
      empty={t("grid.empty")}
      onPick={picks ? ({ row, column }) => onPick({ r: row, f: column }) : undefined}
      extra={
        <Segmented<Shown>
          size="small"
          aria-label={t("grid.choose")}
          value={what}
          options={shown.map((value) => ({ value, label: t(`grid.${value}`) }))}
          onChange={setWhat}
        />
      }
    />
  );
}

type Say = ReturnType<typeof useTranslation<"profile">>["t"];

function heatOf(grid: Grid, what: Shown, t: Say) {
  const cells = new Map(grid.cells.map((cell) => [`${cell.r} ${cell.f}`, cell]));
  const named = (axis: "r" | "f") => (key: string) => ({ key, name: t(`grid.${axis}`, { key }) });
  return {
    rows: scores.toReversed().map(named("r")),
    columns: scores.map(named("f")),
    valueAt: (r: string, f: string) => {
      const cell = cells.get(`${r} ${f}`);
      return grid.members > 0 && cell ? cell[what] : null;
    },
    measure:
      what === "members"
        ? { kind: "count" as const, unit: t("unit.members") }
        : { kind: "money" as const, currency: grid.currency },
    rowAxis: t("grid.rows"),
    columnAxis: t("grid.columns"),
    counted: t(`grid.${what}`),
    written: true,
  };
}
