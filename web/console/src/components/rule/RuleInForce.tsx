import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../EmptyState";
import { Panel } from "../Page";
import { RuleWords } from "../RuleWords";
import styles from "./rule.module.css";

/** A version of a rule as the API shows it, whatever it rules. */
export interface RuleVersion {
  readonly version: number;
  readonly valid_from: string | null;
  readonly words: readonly string[];
}

interface RuleInForceProps {
  readonly query: UseQueryResult<RuleVersion>;
  readonly action?: ReactNode;
}

/** RuleInForce tells the rule in force in words. */
export function RuleInForce({ query, action }: RuleInForceProps) {
  const { t } = useTranslation("app");
  const { data: rule, error, isPending, refetch } = query;
  return (
    <Panel
      title={t("rule.inForce")}
      extra={
        <span className={styles.row}>
          {rule && (
            <span className={styles.quiet}>
              {t("rule.version", { version: rule.version })}
              {rule.valid_from && (
                <>
                  {" · "}
                  {t("rule.since")} <Day at={rule.valid_from} />
                </>
              )}
            </span>
          )}
          {action}
        </span>
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
  );
}
