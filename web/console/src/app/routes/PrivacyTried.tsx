import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import styles from "../../components/rule/rule.module.css";
import { type Policy, rulesQuery, ruleWordsQuery } from "../../features/privacy/rule";
import { LateWords } from "../LateWords";

/** What a draft of the rule of privacy would take away, before whoever decides on it. */
export function PrivacyTried({ subject }: { subject: string }) {
  const draft = useQuery(rulesQuery).data?.items.find(({ version }) => String(version) === subject);
  if (!draft) return null;
  return (
    <LateWords of="privacy">
      <Taken policy={draft.body} />
    </LateWords>
  );
}

function Taken({ policy }: { policy: Policy }) {
  const { t } = useTranslation("privacy");
  const { data } = useQuery(ruleWordsQuery(policy));
  return (
    <Panel title={t("rule.takes")}>
      {data?.warnings.length === 0 && <p>{t("rule.takesNothing")}</p>}
      <div className={styles.alerts}>
        {data?.warnings.map(({ code, text }) => (
          <Alert key={code} type="warning" showIcon title={text} />
        ))}
      </div>
    </Panel>
  );
}
