import { asProblem } from "@habitue/kit/api/problem";
import type { Id } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useConsequence } from "../../components/useConsequence";
import { cancelRun } from "./api/cancel-run";
import type { Run } from "./api/list-runs";
import { retryRun } from "./api/retry-run";
import { runFile } from "./api/run-file";
import styles from "./intake.module.css";
import { UndoRun } from "./UndoRun";

interface RunActionsProps {
  readonly run: Run;
  readonly onRun: (run: Run) => void;
  readonly onMap: (file: Id) => void;
}

/** What can be done about a run: bring in what was tried, break off, do again, fetch the refused rows. */
export function RunActions({ run, onRun, onMap }: RunActionsProps) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const ask = useConsequence();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["intake"] });
  const retrying = useMutation({ mutationFn: () => retryRun(run.id), onSettled: refresh });
  const { applied, asked, file_id } = run;

  const bring = (file: Id) => {
    if (asked && run.opening) {
      const { found, rows } = run.opening;
      ask({
        title: t("bring.title", { name: run.file_name }),
        consequence: t("opening.bring", {
          rows: format.number(found.rows),
          members: format.number(rows.members),
        }),
        verb: t("bring.verb"),
        onConfirm: async () => onRun(await runFile(file, { ...asked, dry_run: false })),
      });
    }
    if (!asked || !applied) return;
    ask({
      title: t("bring.title", { name: run.file_name }),
      consequence: t("bring.consequence", {
        orders: format.number(applied.orders),
        refunds: format.number(applied.refunds),
        joined: format.number(applied.joined),
      }),
      verb: t("bring.verb"),
      onConfirm: async () => onRun(await runFile(file, { ...asked, dry_run: false })),
    });
  };
  const cancel = () => {
    ask({
      title: t("cancel.title"),
      consequence: t("cancel.consequence"),
      verb: t("cancel.verb"),
      destructive: true,
      onConfirm: async () => {
        await cancelRun(run.id);
        await refresh();
      },
    });
  };
  return (
    <>
      {retrying.error && <Alert type="error" showIcon title={asProblem(retrying.error).detail} />}
      <div className={styles.actions}>
        {run.dry_run && run.status === "done" && file_id && (
          <Button type="primary" onClick={() => bring(file_id)}>
            {t("bring.open")}
          </Button>
        )}
        {!run.finished_at && <Button onClick={cancel}>{t("cancel.open")}</Button>}
        {run.may_retry && (
          <Button type="primary" loading={retrying.isPending} onClick={() => retrying.mutate()}>
            {t("retry")}
          </Button>
        )}
        {run.finished_at && file_id && (
          <Button onClick={() => onMap(file_id)}>{t("mapAgain")}</Button>
        )}
        {run.opening && !run.dry_run && ["done", "cancelled", "failed"].includes(run.status) && (
          <UndoRun run={run} />
        )}
        {run.wrong_rows > 0 && (
          <Button href={`/api/v1/intake/runs/${run.id}/errors`} download>
            {t("wrong.fetch")}
          </Button>
        )}
      </div>
    </>
  );
}
