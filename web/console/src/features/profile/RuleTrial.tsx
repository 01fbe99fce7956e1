import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import type { Rule } from "./api/get-rule";
import { previewRule } from "./api/preview-rule";
import styles from "./profile.module.css";
import { Tried } from "./Tried";

/** What a draft would make of today's members, beside the rule in force. Keeps nothing. */
export function RuleTrial({ rule }: { rule: Rule }) {
  const { t } = useTranslation("profile");
  const trying = useMutation({ mutationFn: previewRule, gcTime: 0 });
  return (
    <Panel title={t("trial.title")}>
      <div className={styles.editor}>
        <p className={styles.quiet}>{t("trial.purpose")}</p>
        <div>
          <Button
            type="primary"
            ghost
            loading={trying.isPending}
            onClick={() => trying.mutate(rule)}
          >
            {t("trial.submit")}
          </Button>
        </div>
        {trying.error && (
          <ProblemView size="small" thrown={trying.error} onRetry={() => trying.mutate(rule)} />
        )}
        {trying.data && (
          <section aria-live="polite">
            <Tried classes={trying.data} />
          </section>
        )}
      </div>
    </Panel>
  );
}
