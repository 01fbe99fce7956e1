import { levelColour } from "@habitue/kit/theme/chart-colours";
import type { Scheme } from "@habitue/kit/theme/tokens";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Sankey } from "../../components/charts/Sankey";
import type { InsightAsk } from "./api/ask";
import { type Tiers, tiersQuery } from "./api/get-tiers";

/** Where those come from who joined within the period. */
const joined = "\u0000joined";

interface TierMovesProps {
  readonly ask: InsightAsk;
  readonly onPick: (from: string | undefined, to: string) => void;
}

/** Who rose, fell, stayed or came: the levels at both ends of the period. */
export function TierMoves({ ask, onPick }: TierMovesProps) {
  const { t } = useTranslation("insight");
  const query = useQuery(tiersQuery(ask));
  const data = useMemo(() => query.data && flowsOf(query.data, t), [query.data, t]);
  return (
    <Sankey
      title={t("tiers.title")}
      subtitle={t("tiers.unit")}
      source={query}
      data={data}
      height={320}
      onPick={({ from, to }) => onPick(from === joined ? undefined : from, to)}
    />
  );
}

type Words = ReturnType<typeof useTranslation<"insight">>["t"];

function flowsOf({ levels, moves }: Tiers, t: Words) {
  // The highest on top, as in the ladder; its place from below is its colour.
  const named = levels.map(({ code, name, begin, end }, rank) => ({
    code,
    name,
    begin,
    end,
    colour: (scheme: Scheme) => levelColour(scheme, rank),
  }));
  const fromTop = [...named].reverse();
  const people = (name: string, members: number) => t("tiers.node", { name, count: members });
  const newcomers = moves.reduce((sum, { from, members }) => sum + (from ? 0 : members), 0);
  return {
    from: [
      ...fromTop.map(({ code, name, begin, colour }) => {
        return { key: code, name: people(name, begin), colour };
      }),
      { key: joined, name: people(t("tiers.joined"), newcomers) },
    ],
    to: fromTop.map(({ code, name, end, colour }) => {
      return { key: code, name: people(name, end), colour };
    }),
    flows: moves.map(({ from, to, members }) => ({ from: from ?? joined, to, value: members })),
    measure: { kind: "count", unit: t("unit.people") } as const,
    fromAxis: t("tiers.begin"),
    toAxis: t("tiers.end"),
    counted: t("tiers.members"),
  };
}
