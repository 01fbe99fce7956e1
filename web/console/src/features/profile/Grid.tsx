import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Heatmap } from "../../components/charts/Heatmap";
import { type Grid as GridFigures, gridQuery, type PictureWish } from "./api/get-grid";

const scores = ["1", "2", "3", "4", "5"];
const shown = ["members", "spend", "mean_spend"] as const;
type Shown = (typeof shown)[number];

/** Members by how lately and how often they bought; the best stand top right. */
export function Grid({ wish }: { wish: PictureWish }) {
  const { t } = useTranslation("profile");
  const [what, setWhat] = useState<Shown>("members");
  const query = useQuery(gridQuery(wish));
  const data = useMemo(() => query.data && heat(query.data, what, t), [query.data, what, t]);
  return (
    <Heatmap
      title={t("grid.title")}
      subtitle={t("grid.subtitle")}
      source={query}
      data={data}
      height={360}
      empty={t("grid.empty")}
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

function heat(grid: GridFigures, what: Shown, t: Say) {
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
