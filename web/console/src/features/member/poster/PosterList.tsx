import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { FilterBar } from "../../../components/FilterBar";
import { storesQuery } from "../../org/api/list-stores";
import { Acts, type Opened } from "./PosterActs";
import { PosterDialog } from "./PosterDialog";
import { PrintDialog } from "./PrintDialog";
import styles from "./poster.module.css";
import {
  type Poster,
  type PosterFilter,
  type PosterState,
  posterStates,
  postersQuery,
} from "./posters";

const colours: Readonly<Record<PosterState, string>> = {
  running: "success",
  waiting: "processing",
  paused: "warning",
  ended: "default",
};

interface PosterListProps {
  readonly filter: PosterFilter;
  readonly mayMake: boolean;
  /** A new one is being made. */
  readonly making: boolean;
  readonly onMaking: (making: boolean) => void;
  readonly onFilter: (filter: PosterFilter) => void;
}

/** The posters of the retailer, with what can be done with each. */
export function PosterList({ filter, mayMake, making, onMaking, onFilter }: PosterListProps) {
  const { t } = useTranslation("poster");
  const format = useFormat();
  const stores = useQuery(storesQuery).data?.items ?? [];
  const [opened, open] = useState<Opened>();
  // Apart from the rest: it opens while the dialog that made the poster closes.
  const [made, print] = useState<Poster>();
  const close = () => {
    open(undefined);
    onMaking(false);
  };
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <>
      <FilterBar<keyof PosterFilter>
        search={{ key: "q", label: t("list.search"), hint: t("list.searchHint") }}
        choices={[
          {
            key: "state",
            label: t("list.state"),
            options: posterStates.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            key: "store",
            label: t("field.store"),
            options: stores.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
        filter={filter}
        onChange={(next) => onFilter(next as PosterFilter)}
      />
      <DataList<Poster>
        query={useInfiniteQuery(postersQuery(filter))}
        label={t("title")}
        minWidth={900}
        empty={
          isNarrowed ? (
            <EmptyState title={t("list.nothing")}>{t("list.nothingHelp")}</EmptyState>
          ) : (
            <EmptyState title={t("list.none")}>
              <p>{t("list.noneHelp")}</p>
              {mayMake && (
                <Button type="primary" onClick={() => onMaking(true)}>
                  {t("new")}
                </Button>
              )}
            </EmptyState>
          )
        }
        columns={[
          {
            key: "name",
            title: t("list.name"),
            render: (_, { name, headline, code }) => (
              <>
                <strong>{name}</strong>
                <div className={styles.quiet}>{headline}</div>
                <code className={styles.quiet}>{code}</code>
              </>
            ),
          },
          {
            key: "state",
            title: t("list.state"),
            width: 108,
            render: (_, { state }) => <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>,
          },
          {
            key: "stands",
            title: t("list.stands"),
            width: 190,
            render: (_, { store, channel, adviser }) => (
              <>
                <div>{store?.name ?? t("field.none")}</div>
                <div className={styles.quiet}>
                  {[channel?.name, adviser].filter(Boolean).join(" · ")}
                </div>
              </>
            ),
          },
          {
            key: "days",
            title: t("list.days"),
            width: 176,
            render: (_, { from, until }) =>
              until
                ? t("list.fromUntil", {
                    from: format.date(from),
                    until: format.date(new Date(Date.parse(until) - 1).toISOString()),
                  })
                : t("list.fromOn", { from: format.date(from) }),
          },
          {
            key: "scans",
            title: t("list.scans"),
            width: 100,
            align: "right",
            render: (_, { scans }) => <span className="kit-figure">{format.number(scans)}</span>,
          },
          {
            key: "acts",
            width: 168,
            fixed: "right",
            align: "right",
            render: (_, poster) => <Acts poster={poster} mayMake={mayMake} onOpen={open} />,
          },
        ]}
      />
      {(making || opened?.what === "new") && (
        <PosterDialog like={opened?.poster} onClose={close} onMade={print} />
      )}
      {opened?.what === "change" && (
        <PosterDialog poster={opened.poster} onClose={close} onMade={close} />
      )}
      {opened?.what === "print" && <PrintDialog poster={opened.poster} onClose={close} />}
      {made && <PrintDialog poster={made} onClose={() => print(undefined)} />}
    </>
  );
}
