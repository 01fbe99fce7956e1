import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FigureCard, Figures, FigureWaiting } from "../../components/figures/FigureCard";
import type { Figure, Overview } from "./api/get-overview";
import { useMeasure } from "./useMeasure";

/** What a retailer looks at first; the rest stands below the charts. */
const first: readonly string[] = [
  "sales",
  "orders",
  "sales_per_order",
  "sales_per_buyer",
  "members",
  "new_members",
  "active_members",
  "repurchase_rate",
];

/** Figures that want to fall, or that are neither good nor bad by themselves. */
const wants: Record<string, "down" | "neither"> = {
  repurchase_cycle: "down",
  points_expired: "down",
  points_issued: "neither",
  points_redeemed: "neither",
  points_liability: "neither",
};

interface OverviewFiguresProps {
  readonly overview: Overview | undefined;
  readonly part: "first" | "rest";
  /** A filter is set that some figures do not follow. */
  readonly isFiltered: boolean;
  /** The way to the members whom a figure counts, in these words. */
  readonly drill: (behind: string, label: string) => ReactNode;
}

/** The figures of a period as cards. */
export function OverviewFigures({ overview, part, isFiltered, drill }: OverviewFiguresProps) {
  const { t } = useTranslation("insight");
  if (!overview) return <Waiting part={part} />;
  const shown = overview.figures.filter(({ key }) => first.includes(key) === (part === "first"));
  return (
    <Figures label={t(`figures.${part}`)}>
      {shown.map((figure) => (
        <Card
          key={figure.key}
          figure={figure}
          currency={overview.currency}
          isFiltered={isFiltered}
          drill={drill}
        />
      ))}
    </Figures>
  );
}

interface CardProps extends Pick<OverviewFiguresProps, "isFiltered" | "drill"> {
  readonly figure: Figure;
  readonly currency: string;
}

function Card({ figure, currency, isFiltered, drill }: CardProps) {
  const { t } = useTranslation("insight");
  const measureOf = useMeasure();
  return (
    <FigureCard
      name={figure.name}
      formula={figure.formula}
      measure={measureOf(figure, currency)}
      value={figure.value}
      before={figure.before}
      lastYear={figure.last_year}
      wants={wants[figure.key] ?? "up"}
      drill={figure.behind && figure.value !== 0 && drill(figure.behind, t("figures.behind"))}
      note={isFiltered && !figure.filtered ? t("figures.whole") : undefined}
    />
  );
}

function Waiting({ part }: Pick<OverviewFiguresProps, "part">) {
  const { t } = useTranslation("insight");
  return (
    <div role="status" aria-busy="true" aria-label={t("figures.loading")}>
      <Figures label={t(`figures.${part}`)}>
        {first.map((key) => (
          <FigureWaiting key={key} />
        ))}
      </Figures>
    </div>
  );
}
