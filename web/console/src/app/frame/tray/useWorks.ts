import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { latestRunsQuery } from "../../../features/intake/api/latest-runs";
import type { Run } from "../../../features/intake/api/list-runs";
import { type Refresh, refreshQuery } from "../../../features/profile/api/get-refresh";
import { useCan } from "../../../lib/permissions";
import { ordered, shareOf, type Work } from "./works";

type Texts = ReturnType<typeof useTranslation<"app">>["t"];

/** The long work that this reader may see, whoever began it. */
export function useWorks(): Work[] {
  const { t } = useTranslation("app");
  const can = useCan();
  const runs = useQuery({ ...latestRunsQuery, enabled: can("intake:run") }).data;
  const refresh = useQuery({ ...refreshQuery, enabled: can("profile:read") }).data;
  return useMemo(() => {
    const works = runs?.items.map((run) => ofRun(t, run)) ?? [];
    if (refresh) works.push(ofRefresh(t, refresh));
    return ordered(works, Date.now());
  }, [t, runs, refresh]);
}

function ofRun(t: Texts, run: Run): Work {
  const state = {
    waiting: "waiting",
    reading: "running",
    applying: "running",
    done: "done",
    failed: "failed",
    refused: "refused",
    cancelled: "cancelled",
    undoing: "running",
    undone: "done",
  } as const;
  return {
    key: `run ${run.id}`,
    name: t(run.dry_run ? "tray.tryImport" : "tray.import", { name: run.file_name }),
    state: state[run.status],
    says: run.error?.text ?? (run.finished_at ? undefined : run.phase),
    share: shareOf(run.done, run.total),
    at: run.received_at,
    endedAt: run.finished_at ?? undefined,
    href: `/intake/runs/${run.id}`,
  };
}

function ofRefresh(t: Texts, refresh: Refresh): Work {
  return {
    key: `refresh ${refresh.id}`,
    name: t("tray.refresh"),
    state: refresh.status,
    says: refresh.problem ?? undefined,
    share: shareOf(refresh.done, refresh.total),
    at: refresh.asked_at,
    endedAt: refresh.finished_at ?? undefined,
    href: "/profile",
  };
}
