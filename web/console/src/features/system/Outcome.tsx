import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { CheckRun } from "./api/list-checks";

const colours = { holds: "success", broken: "error", failed: "error", cut_off: "warning" } as const;

/** What a run came to, in a word; or that it goes on. */
export function Outcome({ run }: { run: Pick<CheckRun, "outcome"> }) {
  const { t } = useTranslation("system");
  if (!run.outcome) return <Tag color="processing">{t("outcome.running")}</Tag>;
  return <Tag color={colours[run.outcome]}>{t(`outcome.${run.outcome}`)}</Tag>;
}
