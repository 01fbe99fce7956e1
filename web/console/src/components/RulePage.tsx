import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "./EmptyState";
import { Page, Panel } from "./Page";
import { RuleWords } from "./RuleWords";
import styles from "./rule-words.module.css";

/** A version of a rule as the API shows it, whatever it rules. */
interface RuleVersion {
  readonly version: number;
  readonly valid_from: string | null;
  readonly words: readonly string[];
}

interface RulePageProps {
  readonly title: string;
  readonly purpose: string;
  readonly query: UseQueryResult<RuleVersion>;
  readonly action?: ReactNode;
  /** What stands below the rule in force. */
  readonly children?: ReactNode;
}

/** RulePage tells the rule in force in words. */
export function RulePage({
  title,
  purpose,
  query: { data: rule, error, isPending, refetch },
  action,
  children,
}: RulePageProps) {
  const { t } = useTranslation("app");
  return (
    <Page title={title} purpose={purpose} action={action}>
      <Panel
        title={t("rule.inForce")}
        extra={
          rule && (
            <span className={styles.version}>
              {t("rule.version", { version: rule.version })}
              {rule.valid_from && (
                <>
                  {" · "}
                  {t("rule.since")} <Day at={rule.valid_from} />
                </>
              )}
            </span>
          )
        }
      >
        {isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
        {!rule && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {rule &&
          (rule.words.length > 0 ? (
            <RuleWords words={rule.words} />
          ) : (
            <EmptyState title={t("rule.noWords")} />
          ))}
      </Panel>
      {children}
    </Page>
  );
}
