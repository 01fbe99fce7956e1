import { CheckCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../../components/DataList";
import { EmptyState } from "../../../components/EmptyState";
import { useCan } from "../../../lib/permissions";
import type { Member } from "../api/get-member";
import { ConsentDialog } from "./ConsentDialog";
import styles from "./consent.module.css";
import { type Consent, type ConsentAnswer, consentsQuery, statementsQuery } from "./consents";
import { Guardian } from "./Guardian";
import { useStatementColumns } from "./statement-columns";

/** What a member agreed to and what they ended, with every word that led there. */
export function Consents({ member }: { member: Member }) {
  const { t } = useTranslation("person");
  const can = useCan();
  const { data, error, refetch } = useQuery(consentsQuery(member.id));
  const [asked, setAsked] = useState<Consent>();
  const mayRecord = can("member:consent") && member.status === "active";
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      <Guardian member={member} />
      <p className={styles.quiet}>{t("consent.help")}</p>
      <ul className={styles.purposes} aria-label={t("consent.title")}>
        {data.items.map((consent) => (
          <li key={consent.purpose}>
            <div className={styles.purpose}>
              <strong>{consent.title}</strong>
              <span className={styles.quiet}>
                {t("consent.version", { version: consent.text_version })}
              </span>
              <p className={styles.quiet}>{consent.body}</p>
            </div>
            <div className={styles.answers}>
              {consent.answers.map((answer) => (
                <Answer key={answer.channel ?? ""} answer={answer} />
              ))}
            </div>
            {mayRecord && (
              <Button
                size="small"
                aria-label={t("consent.recordOf", { purpose: consent.title })}
                onClick={() => setAsked(consent)}
              >
                {t("consent.record")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <History member={member} titles={data.items} />
      {asked && (
        <ConsentDialog memberId={member.id} consent={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

/** Yes or no for one channel; the hover tells since when, or that nothing was ever said. */
function Answer({ answer }: { answer: ConsentAnswer }) {
  const { t } = useTranslation("person");
  const format = useFormat();
  const since = answer.since
    ? t("consent.since", { when: format.moment(answer.since) })
    : t("consent.neverSaid");
  const says = t(answer.granted ? "consent.allowed" : "consent.refused");
  return (
    <Tooltip title={since}>
      <Tag
        color={answer.granted ? "success" : "default"}
        icon={answer.granted ? <CheckCircleFilled /> : <MinusCircleOutlined />}
      >
        {answer.channel ? `${t(`consent.channel.${answer.channel}`)} · ${says}` : says}
      </Tag>
    </Tooltip>
  );
}

function History({ member, titles }: { member: Member; titles: readonly Consent[] }) {
  const { t } = useTranslation("person");
  return (
    <section aria-label={t("consent.history")}>
      <h3 className={styles.heading}>{t("consent.history")}</h3>
      <DataList
        query={useInfiniteQuery(statementsQuery(member.id))}
        columns={useStatementColumns(titles)}
        label={t("consent.history")}
        empty={
          <EmptyState title={t("consent.nothingSaid")}>{t("consent.nothingSaidHelp")}</EmptyState>
        }
        minWidth={600}
      />
    </section>
  );
}
