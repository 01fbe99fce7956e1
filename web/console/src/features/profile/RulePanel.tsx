import { EditOutlined } from "@ant-design/icons";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { RuleWords } from "../../components/RuleWords";
import { useCan } from "../../lib/permissions";
import { ruleQuery } from "./api/get-rule";
import styles from "./profile.module.css";

// Few readers change the rule, and its fields weigh more than the page.
const RuleEditor = lazy(async () => ({ default: (await import("./RuleEditor")).RuleEditor }));

/** The rule in force in words, and the way to change it. */
export function RulePanel({ currency }: { currency: string }) {
  const { t } = useTranslation(["profile", "app"]);
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const { data: rule, error, isPending, refetch } = useQuery(ruleQuery);
  return (
    <Panel
      title={t("app:rule.inForce")}
      extra={
        <div className={styles.row}>
          {rule && (
            <span className={styles.quiet}>
              {t("app:rule.version", { version: rule.version })}
              {rule.valid_from && (
                <>
                  {" · "}
                  {t("app:rule.since")} <Day at={rule.valid_from} />
                </>
              )}
            </span>
          )}
          {rule && can("profile:publish") && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              {t("editor.open")}
            </Button>
          )}
        </div>
      }
    >
      {isPending && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {!rule && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {rule && <RuleWords words={rule.words} />}
      {rule && editing && (
        <Suspense>
          <RuleEditor from={rule.body} currency={currency} open onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
