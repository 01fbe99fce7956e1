import { useFormat } from "@habitue/kit/format/reader";
import { Alert, Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { Run } from "./api/list-runs";

/** How far a run is, how fast it goes and how long it will take; or how it ended. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  if (run.error) return <Alert type="error" showIcon title={run.error.text} />;
  if (run.status === "cancelled") {
    return (
      <Alert
        type="warning"
        showIcon
        title={t("run.cancelled", { lines: format.number(run.lines) })}
      />
    );
  }
  if (run.status === "undone") {
    return <Alert type="warning" showIcon title={t("opening.takenBack")} />;
  }
  if (run.finished_at) {
    return (
      <Alert
        type="success"
        showIcon
        title={t(
          run.dry_run
            ? "run.tried"
            : (run.report?.already ?? run.opening?.already)
              ? "run.already"
              : "run.done",
        )}
      />
    );
  }
  const share = run.total > 0 ? Math.min(run.done / run.total, 1) : 0;
  const left = run.status === "applying" && run.rate > 0 ? (run.total - run.done) / run.rate : null;
  return (
    <div role="status">
      <Progress percent={Math.round(share * 100)} aria-label={run.phase} />
      <p>
        {run.phase}
        {run.rate > 0 && ` · ${t("run.rate", { rate: format.number(Math.round(run.rate)) })}`}
        {left !== null && ` · ${t("run.left", { seconds: format.number(Math.ceil(left)) })}`}
      </p>
      <p>{t("run.leave")}</p>
    </div>
  );
}
