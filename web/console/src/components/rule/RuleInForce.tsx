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
  /** Where "in force" is not what it is called. */
  readonly title?: string | undefined;
  readonly action?: ReactNode;
  /** Its state, before the number of its version. */
  readonly status?: ReactNode;
  /** What is to be said before its words, and known after them. */
  readonly notes?: ReactNode;
  readonly about?: ReactNode;
}

/** RuleInForce tells the rule in force in words. */
export function RuleInForce(props: RuleInForceProps) {
  const { query, title, action, status, notes, about } = props;
  const { t } = useTranslation("app");
  const { data: rule, error, isPending, refetch } = query;
  return (
    <Panel
      title={title ?? t("rule.inForce")}
      extra={
        <span className={styles.row}>
          {status}
          {rule && rule.version > 0 && (
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
      {rule && (
        <>
          {notes}
          {rule.words.length > 0 ? (
            <RuleWords words={rule.words} />
          ) : (
            <EmptyState title={t("rule.noWords")} />
          )}
          {about && <div className={styles.apart}>{about}</div>}
        </>
      )}
    </Panel>
  );
}
