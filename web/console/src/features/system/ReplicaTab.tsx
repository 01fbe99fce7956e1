import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { useConsequence } from "../../components/useConsequence";
import { useCan } from "../../lib/permissions";
import { beatMs } from "./api/beat";
import { replicaQuery } from "./api/get-replica";
import { comparisonsQuery } from "./api/list-comparisons";
import { jobsQuery } from "./api/list-jobs";
import { runJob } from "./api/run-job";
import { Comparisons } from "./Comparisons";
import { ReplicaState } from "./ReplicaState";
import styles from "./system.module.css";
import { useAsked, useRun } from "./useAct";

const jobs = {
  fresh: "replica.compare_new",
  everything: "replica.compare_nightly",
  rebuild: "replica.rebuild",
} as const;

/** The columnar copy: how it stands, whether it equals the database, and making it anew. */
export function ReplicaTab() {
  const { t } = useTranslation("system");
  const run = useRun(() => t("replica.asked"));
  const { busy, offered } = useJobs();
  // What goes on is watched, whatever the job is.
  useQuery({ ...replicaQuery, ...(busy && { refetchInterval: beatMs.busy }) });
  useQuery({ ...comparisonsQuery, ...(busy && { refetchInterval: beatMs.busy }) });
  const may = useCan()("system:operate") && offered;
  return (
    <div className={styles.tab}>
      <Panel title={t("replica.title")} extra={may && <Rebuild disabled={busy} />}>
        <p className={styles.lead}>{t("replica.purpose")}</p>
        <ReplicaState />
      </Panel>
      <Panel
        title={t("comparison.title")}
        extra={
          may && (
            <div className={styles.acts}>
              <Button disabled={busy || run.isPending} onClick={() => run.mutate(jobs.fresh)}>
                {t("replica.compareNew")}
              </Button>
              <Button disabled={busy || run.isPending} onClick={() => run.mutate(jobs.everything)}>
                {t("replica.compareAll")}
              </Button>
            </div>
          )
        }
      >
        <p className={styles.lead}>{t("comparison.purpose")}</p>
        <Comparisons />
      </Panel>
    </div>
  );
}

/** Whether the replica's jobs exist here, and whether one of them waits or runs. */
function useJobs() {
  const items = useQuery(jobsQuery).data?.items ?? [];
  const ours = items.filter(({ queue }) => queue === "replica");
  return { offered: ours.length > 0, busy: ours.some(({ state }) => state !== "resting") };
}

function Rebuild({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("system");
  const confirm = useConsequence();
  const asked = useAsked();
  return (
    <Button
      disabled={disabled}
      onClick={() =>
        confirm({
          title: t("replica.rebuildTitle"),
          consequence: t("replica.rebuildHelp"),
          verb: t("replica.rebuildVerb"),
          onConfirm: async () => {
            await runJob(jobs.rebuild);
            await asked();
          },
        })
      }
    >
      {t("replica.rebuild")}
    </Button>
  );
}
