import { asProblem } from "@habitue/kit/api/problem";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUndo } from "../../../components/useUndo";
import {
  type Finding,
  type FindingNamed,
  judgeFinding,
  repairFindings,
  undoRepair,
} from "./quality";

export function named({ member_id, rule }: Finding): FindingNamed {
  return { member: member_id, rule };
}

/** useRepair applies suggestions, and takes that back for a while. */
export function useRepair() {
  const { t } = useTranslation("quality");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tell = useUndo();
  const [working, setWorking] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["quality"] });
  const guarded = async (deed: () => Promise<void>) => {
    if (working) return;
    setWorking(true);
    try {
      await deed();
      await again();
    } catch (thrown) {
      message.error(asProblem(thrown).detail || t("repair.failed"));
    }
    setWorking(false);
  };
  const repair = (list: FindingNamed[]) =>
    guarded(async () => {
      const { batch, done, refused } = await repairFindings(list, false);
      if (refused.length > 0) message.warning(t("repair.refused", { members: refused.length }));
      if (batch) {
        const undo = () => undoRepair(batch).then(again);
        tell({ text: t("repair.done", { findings: done }), undo });
      }
    });
  const reopen = (finding: Finding) =>
    guarded(async () => {
      await judgeFinding(finding, { state: "open" });
      message.success(t("ignore.reopened"));
    });
  return { repair, reopen, working };
}
