import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { useCan } from "../../lib/permissions";
import { beatMs } from "./api/beat";
import { type CheckRun, checksQuery } from "./api/list-checks";
import { jobsQuery } from "./api/list-jobs";
import { Loaded } from "./Loaded";
import { secondsBetween, useMeasures } from "./measures";
import { useNames } from "./names";
import { Outcome } from "./Outcome";
import styles from "./system.module.css";
import { useRun } from "./useAct";

const nightly = "check.nightly";

/** Whether the books were proven, proof by proof, and proving them now. */
export function Checks() {
  const { t } = useTranslation("system");
  const job = useQuery(jobsQuery).data?.items.find(({ name }) => name === nightly);
  const busy = job !== undefined && job.state !== "resting";
  const checks = useQuery({ ...checksQuery, ...(busy && { refetchInterval: beatMs.busy }) });
  const run = useRun(() => t("check.asked"));
  const mayOperate = useCan()("system:operate");
  return (
    <div className={styles.tab}>
      <Panel
        title={t("check.title")}
        extra={
          mayOperate && (
            <Button
              type="primary"
              disabled={busy}
              loading={run.isPending}
              onClick={() => run.mutate(nightly)}
            >
              {t("check.now")}
            </Button>
          )
        }
      >
        <p className={styles.lead}>{t("check.purpose")}</p>
        <Loaded query={checks} rows={8}>
          {({ items }) => <Latest checks={items} queued={job?.state === "queued"} />}
        </Loaded>
      </Panel>
      {(checks.data?.items.length ?? 0) > 1 && (
        <Panel title={t("check.history")}>
          <History checks={checks.data?.items ?? []} />
        </Panel>
      )}
    </div>
  );
}

/** The run that goes on, and below it what the last one found. */
function Latest({ checks, queued }: { checks: readonly CheckRun[]; queued: boolean }) {
  const { t } = useTranslation("system");
  const [first] = checks;
  const ended = checks.find(({ outcome }) => outcome === "holds" || outcome === "broken");
  return (
    <>
      {queued && <Alert type="info" showIcon title={t("check.waiting")} />}
      {first && !first.outcome && <Going run={first} />}
      {(first?.outcome === "failed" || first?.outcome === "cut_off") && <NotEnded run={first} />}
      {!first && !queued && <EmptyState title={t("check.none")}>{t("check.noneHelp")}</EmptyState>}
      {ended && <Found run={ended} />}
    </>
  );
}

function Going({ run: { done, total } }: { run: CheckRun }) {
  const { t } = useTranslation("system");
  const text = t("check.running", { done, total });
  return (
    <div role="status">
      <Progress percent={Math.round((100 * done) / Math.max(total, 1))} aria-label={text} />
      <p className={styles.lead}>{text}</p>
    </div>
  );
}

function NotEnded({ run: { outcome, error } }: { run: CheckRun }) {
  const { t } = useTranslation("system");
  const title = t(outcome === "failed" ? "check.failed" : "check.cutOff");
  return <Alert type="warning" showIcon title={title} description={error} />;
}

/** From here on a check is old: a night was missed. */
const oldSeconds = 2 * 24 * 3_600;

function Found({ run }: { run: CheckRun }) {
  const { t } = useTranslation("system");
  const measures = useMeasures();
  const { proofs, outcome, begun_at, ended_at } = run;
  const broken = proofs.filter(({ holds }) => !holds).length;
  const age = secondsBetween(begun_at, null);
  return (
    <>
      {age > oldSeconds && (
        <Alert type="warning" showIcon title={t("check.old", { ago: measures.time(age) })} />
      )}
      <Alert
        type={outcome === "holds" ? "success" : "error"}
        showIcon
        title={
          outcome === "holds"
            ? t("check.holds", { count: proofs.length })
            : t("check.broken", { count: broken })
        }
        description={outcome === "broken" && t("check.brokenHelp")}
      />
      <p className={styles.note}>
        {t("check.ended")} <Moment at={begun_at} /> ·{" "}
        {measures.time(secondsBetween(begun_at, ended_at))}
      </p>
      <Proofs proofs={proofs} />
    </>
  );
}

function Proofs({ proofs }: Pick<CheckRun, "proofs">) {
  const { t } = useTranslation("system");
  const names = useNames();
  const measures = useMeasures();
  const wrongFirst = [...proofs].sort((a, b) => Number(a.holds) - Number(b.holds));
  return (
    <ul className={styles.proofs} aria-label={t("check.proof")}>
      {wrongFirst.map(({ name, holds, seconds, broken }) => (
        <li key={name}>
          <span
            role="img"
            aria-label={t(holds ? "outcome.holds" : "outcome.broken")}
            className={holds ? styles.good : styles.bad}
          >
            {holds ? "✓" : "✗"}
          </span>
          <div>
            {names.proof(name)} <span className={styles.code}>{name}</span>
            {broken.length > 0 && (
              <div className={styles.wrong} role="note" aria-label={t("check.breaches")}>
                {broken.map((text) => (
                  <div key={text}>{text}</div>
                ))}
              </div>
            )}
          </div>
          <span className="kit-figure">{measures.time(seconds)}</span>
        </li>
      ))}
    </ul>
  );
}

function History({ checks }: { checks: readonly CheckRun[] }) {
  const { t } = useTranslation("system");
  const measures = useMeasures();
  return (
    <Table<CheckRun>
      aria-label={t("check.history")}
      rowKey="id"
      pagination={false}
      dataSource={checks}
      scroll={{ x: 560 }}
      columns={[
        { key: "at", title: t("at"), render: (_, run) => <Moment at={run.begun_at} /> },
        { key: "outcome", title: t("outcome.title"), render: (_, run) => <Outcome run={run} /> },
        {
          key: "took",
          title: t("took"),
          align: "right",
          render: (_, run) => (
            <span className="kit-figure">
              {measures.time(secondsBetween(run.begun_at, run.ended_at))}
            </span>
          ),
        },
      ]}
    />
  );
}
