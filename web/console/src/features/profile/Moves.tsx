import { useFormat } from "@habitue/kit/format/reader";
import { valueColour } from "@habitue/kit/theme/chart-colours";
import type { Scheme } from "@habitue/kit/theme/tokens";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Sankey } from "../../components/charts/Sankey";
import { classesQuery, type ValueClasses } from "./api/get-classes";
import type { PictureWish } from "./api/get-grid";

/** Who went from which class to which within the thirty days before. */
export function Moves({ wish }: { wish: PictureWish }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const query = useQuery(classesQuery(wish));
  const { data } = query;
  const flow = useMemo(() => {
    return data && flowOf(data, t("moves.from"), t("moves.to"), t("unit.members"));
  }, [data, t]);
  const days = data && {
    since: format.localDate(data.since),
    until: format.localDate(data.as_of),
  };
  return (
    <Sankey
      title={t("moves.title")}
      subtitle={days && t("moves.subtitle", days)}
      source={query}
      data={flow}
      height={320}
      empty={t("moves.none")}
    />
  );
}

function flowOf({ moves }: ValueClasses, fromAxis: string, toAxis: string, unit: string) {
  const node = ({ code, name }: { code: string; name: string }) => ({
    key: code,
    name,
    colour: (scheme: Scheme) => valueColour(scheme, code),
  });
  const once = <T extends { key: string }>(list: T[]) => [
    ...new Map(list.map((item) => [item.key, item])).values(),
  ];
  return {
    from: once(moves.map(({ from }) => node(from))),
    to: once(moves.map(({ to }) => node(to))),
    flows: moves.map(({ from, to, members }) => ({ from: from.code, to: to.code, value: members })),
    measure: { kind: "count" as const, unit },
    fromAxis,
    toAxis,
    counted: unit,
  };
}
