import { id as asId, type Id } from "@habitue/kit/brand";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Progress, Segmented, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { Fact, Facts } from "../../../components/Facts";
import { type Group, type GroupState, type GroupTally, groupsQuery } from "../api/groups";
import styles from "../pricing.module.css";
import { GroupDrawer } from "./GroupDrawer";
import { useTimeLeft } from "./time-left";

const colours: Record<GroupState, string> = {
  open: "processing",
  succeeded: "success",
  failed: "default",
};

export function GroupTag({ state }: { state: GroupState }) {
  const { t } = useTranslation("pricing");
  return <Tag color={colours[state]}>{t(`groups.state.${state}`)}</Tag>;
}

const states = ["all", "open", "succeeded", "failed"] as const;

/** The groups of a promotion: how they fared, which are open, how full and for how long. */
export function GroupsView({ promotion, tally }: { promotion: Id; tally: GroupTally }) {
  const { t } = useTranslation("pricing");
  const format = useFormat();
  const [state, setState] = useState<(typeof states)[number]>("all");
  const [shown, setShown] = useState<Id>();
  const ended = tally.succeeded + tally.failed;
  const query = useInfiniteQuery(groupsQuery(promotion, state === "all" ? undefined : state));
  return (
    <>
      <Facts>
        <Fact name={t("groups.state.open")}>
          {t("groups.openSum", {
            groups: format.number(tally.open),
            members: format.number(tally.members_waiting),
          })}
        </Fact>
        <Fact name={t("groups.state.succeeded")}>
          {t("groups.succeededSum", {
            groups: format.number(tally.succeeded),
            members: format.number(tally.members_bought),
          })}
        </Fact>
        <Fact name={t("groups.state.failed")}>{format.number(tally.failed)}</Fact>
        <Fact name={t("groups.rate")}>
          {ended > 0 ? format.measure((10_000 * tally.succeeded) / ended, { kind: "share" }) : "—"}
        </Fact>
      </Facts>
      <div className={`${styles.row} ${styles.apart}`}>
        <Segmented
          aria-label={t("groups.narrow")}
          value={state}
          options={states.map((value) => ({
            value,
            label: t(value === "all" ? "groups.all" : `groups.state.${value}`),
          }))}
          onChange={setState}
        />
      </div>
      <DataList
        query={query}
        columns={useColumns((group) => setShown(asId(group.id)))}
        label={t("groups.title")}
        empty={
          <EmptyState title={t("groups.none")}>
            {state === "all" ? t("groups.noneHelp") : undefined}
          </EmptyState>
        }
        minWidth={720}
        onOpen={({ id }) => setShown(asId(id))}
      />
      <GroupDrawer promotion={promotion} group={shown} onClose={() => setShown(undefined)} />
    </>
  );
}

function useColumns(onOpen: (group: Group) => void): TableColumnsType<Group> {
  const { t } = useTranslation("pricing");
  const timeLeft = useTimeLeft();
  return [
    {
      key: "opened",
      title: t("groups.opened"),
      width: 160,
      render: (_, group) => (
        <Button type="link" size="small" className={styles.plainLink} onClick={() => onOpen(group)}>
          <Moment at={group.opened_at} />
        </Button>
      ),
    },
    {
      key: "state",
      title: t("groups.stateOf"),
      width: 110,
      render: (_, { state }) => <GroupTag state={state} />,
    },
    {
      key: "progress",
      title: t("groups.progress"),
      render: (_, group) => <Progressed group={group} />,
    },
    {
      key: "left",
      title: t("groups.timeLeft"),
      width: 170,
      render: (_, { state, closes_at, ended_at }) =>
        state === "open" ? timeLeft(closes_at) : ended_at && <Moment at={ended_at} />,
    },
  ];
}

/** How many of the seats are paid, and how many are only taken. */
export function Progressed({ group }: { group: Group }) {
  const { t } = useTranslation("pricing");
  const { size, paid, taken, state } = group;
  const said = t("groups.seats", { paid, size });
  return (
    <div className={styles.progress}>
      <Progress
        percent={(100 * taken) / size}
        success={{ percent: (100 * paid) / size }}
        showInfo={false}
        size="small"
        aria-label={said}
      />
      <span className="kit-figure">
        {said}
        {state === "open" && taken > paid && ` · ${t("groups.unpaid", { count: taken - paid })}`}
      </span>
    </div>
  );
}
