import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useConsequence } from "../../components/useConsequence";
import type { Run } from "./api/list-runs";
import { hindrancesOf, undoRun } from "./api/undo-run";
import styles from "./intake.module.css";

/** Takes an opening back, or says what depends on it. */
export function UndoRun({ run }: { run: Run }) {
  const { t } = useTranslation("intake");
  const ask = useConsequence();
  const client = useQueryClient();
  const looking = useMutation({
    mutationFn: () => hindrancesOf(run.id),
    onSuccess: ({ items }) => {
      if (items.length > 0) return;
      ask({
        title: t("opening.undo.title"),
        consequence: t("opening.undo.consequence"),
        verb: t("opening.undo.verb"),
        destructive: true,
        onConfirm: async () => {
          await undoRun(run.id);
          await client.invalidateQueries({ queryKey: ["intake"] });
        },
      });
    },
  });
  const hindering = looking.data?.items ?? [];
  return (
    <>
      <Button danger loading={looking.isPending} onClick={() => looking.mutate()}>
        {t("opening.undo.open")}
      </Button>
      {looking.error && (
        <Alert
          type="error"
          showIcon
          className={styles.alert}
          title={asProblem(looking.error).detail}
        />
      )}
      {hindering.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={styles.alert}
          title={t("opening.undo.hindered")}
          description={
            <ul>
              {hindering.map(({ code, text }) => (
                <li key={code}>{text}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}
