import type { Measure } from "@habitue/kit/format/measure";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Figure } from "./api/get-overview";

/** useMeasure says what a figure counts, with its unit in the reader's language. */
export function useMeasure(): (
  figure: Pick<Figure, "key" | "unit" | "decimals">,
  currency: string,
) => Measure {
  const { t } = useTranslation("insight");
  return useCallback(
    ({ key, unit, decimals }, currency) => {
      switch (unit) {
        case "money":
          return { kind: "money", currency };
        case "rate":
          return { kind: "share" };
        case "points":
          return { kind: "count", unit: t("unit.points") };
        case "pieces":
          return { kind: "decimal", unit: t("unit.pieces"), scale: decimals };
        case "days":
          return { kind: "decimal", unit: t("unit.days"), scale: decimals };
        case "count":
          return { kind: "count", unit: t(key === "orders" ? "unit.orders" : "unit.people") };
      }
    },
    [t],
  );
}
