import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { type Job, jobsQuery } from "./api/list-jobs";
import { Loaded } from "./Loaded";
import { secondsBetween, useMeasures } from "./measures";
import { useNames } from "./names";
import styles from "./system.module.css";
import { useRun } from "./useAct";

/** What happens because of the time alone: when, how it went, and at once. */
export function Jobs() {
  const { t } = useTranslation("system");
  const query = useQuery(jobsQuery);
  return (
    <Panel title={t("job.title")}>
      <Loaded query={query} rows={10}>
        {({ items }) => <JobTable jobs={items} />}
      </Loaded>
    </Panel>
  );
}

function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation("system");
  const names = useNames();
  const mayOperate = useCan()("system:operate");
  const run = useRun((job) => t("job.asked", { name: names.job(job) }));
  return (
    <Table<Job>
      aria-label={t("job.title")}
      rowKey="name"
      pagination={false}
      dataSource={jobs}
      scroll={{ x: 860 }}
      columns={[
        {
          key: "name",
          title: t("job.name"),
          render: (_, { name }) => (
            <>
              {names.job(name)}
              <span className={styles.code}>{name}</span>
            </>
          ),
        },
        {
          key: "schedule",
          title: t("job.schedule"),
          width: 150,
          render: (_, job) => <Runs job={job} />,
        },
        { key: "last", title: t("job.last"), width: 240, render: (_, job) => <Last job={job} /> },
        {
          key: "next",
          title: t("job.next"),
          width: 150,
          render: (_, job) => <Next job={job} />,
        },
        {
          key: "act",
          title: "",
          width: 120,
          align: "right",
          render: (_, { name, state }) =>
            mayOperate && (
              <Button
                size="small"
                disabled={state !== "resting" || run.isPending}
                onClick={() => run.mutate(name)}
              >
                {t("job.run")}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Runs({ job }: { job: Job }) {
  const { t } = useTranslation("system");
  const measures = useMeasures();
  if (job.interval_seconds)
    return t("job.every", { time: measures.interval(job.interval_seconds) });
  return job.nightly_at ? t("job.nightly", { at: job.nightly_at }) : t("job.demand");
}

const colours = { done: "success", failed: "error", cut_off: "warning" } as const;

function Last({ job: { last, done_at, state } }: { job: Job }) {
  const { t } = useTranslation("system");
  const measures = useMeasures();
  if (!last) return t("job.never");
  return (
    <>
      {last.outcome && <Tag color={colours[last.outcome]}>{t(`job.outcome.${last.outcome}`)}</Tag>}{" "}
      <Moment at={last.begun_at} />
      {(last.ended_at || state === "running") && (
        <span className="kit-figure">
          {" "}
          · {measures.time(secondsBetween(last.begun_at, last.ended_at))}
        </span>
      )}
      {last.error && <div className={styles.wrong}>{last.error}</div>}
      {last.outcome !== "done" && last.outcome && done_at && <LastGood at={done_at} />}
    </>
  );
}

function LastGood({ at }: { at: string }) {
  const { t } = useTranslation("system");
  return (
    <div>
      {t("job.lastGood")} <Moment at={at} />
    </div>
  );
}

function Next({ job: { state, next_at } }: { job: Job }) {
  const { t } = useTranslation("system");
  if (state !== "resting") return <Tag color="processing">{t(`job.state.${state}`)}</Tag>;
  return next_at ? <Moment at={next_at} /> : "—";
}
