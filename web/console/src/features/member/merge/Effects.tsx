import { asProblem } from "@habitue/kit/api/problem";
import type { UseQueryResult } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { MergeEffect } from "../api/merge-member";
import styles from "./merge.module.css";

interface EffectsProps {
  readonly title: string;
  readonly query: UseQueryResult<{ readonly items: readonly MergeEffect[] }>;
}

/** What a merge, or undoing it, would do, as the server reckons it; or why it cannot be. */
export function Effects({ title, query }: EffectsProps) {
  const { t } = useTranslation("merge");
  const { data, error } = query;
  if (error) {
    return (
      <Alert
        className={styles.effects}
        type="warning"
        showIcon
        title={asProblem(error).detail || t("effects.failed")}
      />
    );
  }
  return (
    <section className={styles.effects} aria-live="polite" aria-label={title}>
      <h3>{title}</h3>
      {data ? (
        <ul>
          {data.items.map(({ code, text }) => (
            <li key={`${code} ${text}`}>{text}</li>
          ))}
        </ul>
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      )}
    </section>
  );
}
