import type { Id } from "@habitue/kit/brand";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQueries } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LevelTag } from "../../../components/LevelTag";
import { type Member, memberQuery } from "../api/get-member";
import type { Pair } from "../api/merge-member";
import { Identities } from "../Identities";
import styles from "./merge.module.css";
import { useBalance } from "./useBalance";

/** Two members side by side, with what is the same and what is not. */
export function MergePair({ pair }: { pair: Pair }) {
  const { t } = useTranslation("merge");
  return (
    <SideBySide
      ids={[pair.into, pair.from]}
      heads={[t("pair.stays"), t("pair.goes")]}
      label={t("pair.label")}
    />
  );
}

interface SideBySideProps {
  readonly ids: readonly [Id, Id];
  readonly heads: readonly [ReactNode, ReactNode];
  readonly label: string;
}

/** SideBySide shows what is known of two members, masked as their own pages show it. */
export function SideBySide({ ids, heads, label }: SideBySideProps) {
  const { t } = useTranslation(["merge", "member"]);
  const lines = useLines();
  const [first, second] = useQueries({ queries: ids.map((id) => memberQuery(id)) });
  if (!first?.data || !second?.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const two = [first.data, second.data] as const;
  return (
    <table className={styles.pair} aria-label={label}>
      <thead>
        <tr>
          <td />
          {heads.map((head, side) => (
            <th scope="col" key={ids[side]}>
              {head}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {lines(two).map(({ name, shown, same }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {shown.map((value, side) => (
              <td key={ids[side]}>{value ?? "—"}</td>
            ))}
            <td>{same && <Tag color="success">{t("merge:pair.same")}</Tag>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Line {
  readonly name: string;
  readonly shown: readonly ReactNode[];
  readonly same: boolean;
}

function useLines(): (two: readonly [Member, Member]) => Line[] {
  const { t } = useTranslation("member");
  const format = useFormat();
  const balance = useBalance();
  return (two) => {
    const line = (
      name: string,
      show: (one: Member) => ReactNode,
      of?: (one: Member) => unknown,
    ) => ({
      name,
      shown: two.map(show),
      same: of !== undefined && Boolean(of(two[0])) && of(two[0]) === of(two[1]),
    });
    const assets = two[0].balances.map(({ asset, name }) => ({ asset, name }));
    const has = (one: Member, asset: string) => one.balances.find((b) => b.asset === asset);
    return [
      line(t("column.number"), ({ number }) => number),
      line(
        t("column.name"),
        ({ name }) => name ?? t("card.nameless"),
        ({ name }) => name,
      ),
      line(t("card.phone"), ({ phone_masked }) => phone_masked),
      line(t("card.email"), ({ email_masked }) => email_masked),
      line(
        t("card.birthday"),
        ({ birthday }) => birthday && format.birthday(birthday),
        ({ birthday }) => birthday,
      ),
      line(t("card.joined"), ({ joined_at }) => <Day at={joined_at} />),
      line(
        t("card.place"),
        ({ store, channel, source }) =>
          [store?.name, channel?.name].filter(Boolean).join(t("card.placeSeparator")) || source,
        ({ store }) => store?.code,
      ),
      line(t("card.identities"), ({ identities }) => <Identities identities={identities} />),
      line(t("column.level"), ({ level }) => level && <LevelTag level={level} />),
      ...assets.map(({ asset, name }) =>
        line(name, (one) => {
          const found = has(one, asset);
          return found && balance(found);
        }),
      ),
    ];
  };
}
