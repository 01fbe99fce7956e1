import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ChartSource } from "../../../components/charts/Chart";
import { LineChart } from "../../../components/charts/LineChart";
import type { Breakage } from "../api/get-breakage";

interface BreakageCurveProps {
  readonly breakage: Breakage | undefined;
  readonly source: ChartSource;
}

const fates = ["used", "expired", "taken_back", "left", "open"] as const;

/** What has become of a credit as it grew older, of all months together. */
export function BreakageCurve({ breakage, source }: BreakageCurveProps) {
  const { t } = useTranslation("books");
  const data = useMemo(() => {
    if (!breakage) return undefined;
    const { curve } = breakage;
    return {
      categories: curve.map((_, age) => ({ key: String(age), name: t("curve.age", { age }) })),
      series: fates
        .map((fate) => ({
          key: fate,
          name: t(`fate.${fate}`),
          values: curve.map((share) => share[`${fate}_bps`]),
        }))
        .filter(({ values }) => values.some((value) => value !== 0)),
      measure: { kind: "share" } as const,
      axis: t("curve.axis"),
    };
  }, [breakage, t]);
  return (
    <LineChart
      title={t("curve.title")}
      subtitle={t("curve.help")}
      source={source}
      data={data}
      empty={t("curve.none")}
    />
  );
}
