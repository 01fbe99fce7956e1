import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import styles from "./consent.module.css";
import { type ConsentText, textsQuery } from "./consents";
import { TextDialog } from "./TextDialog";
import { TextVersions } from "./TextVersions";

/** The texts by which members are asked, one below the other, each with its versions. */
export function Texts({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation("person");
  const { data, error, refetch } = useQuery(textsQuery());
  const [written, setWritten] = useState<ConsentText | "new">();
  const [read, setRead] = useState<ConsentText>();
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <Panel
      title={t("texts.list")}
      extra={mayWrite && <Button onClick={() => setWritten("new")}>{t("texts.partner")}</Button>}
    >
      <ul className={styles.purposes}>
        {data.items.map((text) => (
          <li key={text.purpose}>
            <div className={styles.purpose}>
              <strong>{text.title_zh}</strong>
              <Tag>{t("consent.version", { version: text.version })}</Tag>
              <p>{text.body_zh}</p>
              <code className={styles.quiet}>{text.purpose}</code>
            </div>
            <div className={styles.purpose} lang="en">
              <strong>{text.title_en}</strong>
              <p>{text.body_en}</p>
            </div>
            <div className={styles.answers}>
              {mayWrite && (
                <Button size="small" onClick={() => setWritten(text)}>
                  {t("texts.revise")}
                </Button>
              )}
              <Button size="small" onClick={() => setRead(text)}>
                {t("texts.versions")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {written && (
        <TextDialog
          text={written === "new" ? undefined : written}
          onClose={() => setWritten(undefined)}
        />
      )}
      {read && <TextVersions text={read} onClose={() => setRead(undefined)} />}
    </Panel>
  );
}
