import { asProblem } from "@habitue/kit/api/problem";
import type { UseQueryResult } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Difference } from "../../lib/differences";
import { Panel } from "../Page";
import { RuleWords } from "../RuleWords";
import { Differences } from "./Differences";
import styles from "./rule.module.css";

interface Said {
  readonly words: readonly string[];
  readonly differences: readonly Difference[];
  readonly warnings?: readonly { readonly code: string; readonly text: string }[];
}

/** What the draft says and changes, in the server's sentences, while it is edited. */
export function Sentences({ query: { data, error } }: { query: UseQueryResult<Said> }) {
  const { t } = useTranslation("app");
  const problem = error ? asProblem(error) : null;
  return (
    <>
      <Panel title={t("rule.draftSays")}>
        {problem && (
          <Alert
            type="error"
            showIcon
            title={problem.detail || t("rule.notValid")}
            description={
              problem.fields.length > 0 && (
                <ul>
                  {problem.fields.map(({ path, message }) => (
                    <li key={path + message}>{message}</li>
                  ))}
                </ul>
              )
            }
          />
        )}
        {!data && !problem && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
        {data && !problem && <RuleWords words={data.words} />}
        {!problem && data?.warnings && data.warnings.length > 0 && (
          <div className={styles.alerts}>
            {data.warnings.map(({ code, text }) => (
              <Alert key={code + text} type="warning" showIcon title={text} />
            ))}
          </div>
        )}
      </Panel>
      {data && !problem && (
        <Panel title={t("rule.againstLive")}>
          <Differences list={data.differences} />
        </Panel>
      )}
    </>
  );
}
