import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { Button, Progress, Skeleton, Tag, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import { useCan } from "../../../lib/permissions";
import type { Member } from "../api/get-member";
import { Addresses } from "./Addresses";
import styles from "./field.module.css";
import { type KnownField, type KnownFields, knownFieldsQuery, type RevealedFields } from "./fields";
import { KnownDialog } from "./KnownDialog";
import { RevealFields } from "./RevealFields";

/** What is known of a member beside the card: completeness, own fields, addresses. */
export function Details({ member, findings }: { member: Member; findings?: ReactNode }) {
  const { t } = useTranslation("person");
  const can = useCan();
  const { data, error, refetch } = useQuery(knownFieldsQuery(member.id));
  const [revealed, setRevealed] = useState<RevealedFields | null>(null);
  const [editing, setEditing] = useState(false);
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const changeable = data.fields.some(({ may_change }) => may_change);
  return (
    <>
      <Complete known={data} />
      {findings}
      <div className={styles.head}>
        <h3>{t("details.own")}</h3>
        <div className={styles.acts}>
          {can("member:reveal") && member.status === "active" && (
            <RevealFields memberId={member.id} revealed={revealed} onReveal={setRevealed} />
          )}
          {changeable && <Button onClick={() => setEditing(true)}>{t("details.change")}</Button>}
        </div>
      </div>
      {data.fields.length === 0 && <p className={styles.quiet}>{t("details.noFields")}</p>}
      <Facts>
        {data.fields.map((field) => (
          <Fact key={field.code} name={field.name}>
            <Known field={field} revealed={revealed?.values[field.code]} />
          </Fact>
        ))}
      </Facts>
      <Addresses
        memberId={member.id}
        revealed={revealed?.addresses}
        mayEdit={can("member:edit") && member.status === "active"}
      />
      {editing && (
        <KnownDialog memberId={member.id} fields={data.fields} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

/** How much is known, by weight, and what is still to be asked. */
function Complete({ known: { completeness } }: { known: KnownFields }) {
  const { t } = useTranslation("person");
  const { percent, missing } = completeness;
  return (
    <div className={styles.complete}>
      <div>
        <span className={styles.quiet}>{t("details.complete")}</span>
        <Progress percent={percent} aria-label={t("details.complete")} />
      </div>
      <div>
        {missing.length > 0 && <span className={styles.quiet}>{t("details.missing")} </span>}
        {missing.map(({ code, name }) => (
          <Tag key={code}>{name}</Tag>
        ))}
      </div>
    </div>
  );
}

interface KnownProps {
  readonly field: KnownField;
  readonly revealed: readonly string[] | undefined;
}

function Known({ field, revealed }: KnownProps) {
  const { t } = useTranslation("person");
  const values = revealed ?? field.values;
  const nameOf = (value: string) => field.choices.find(({ code }) => code === value)?.name ?? value;
  if (field.masked && !revealed) return "••••";
  if (values.length === 0) return "—";
  const who = field.stated_by === "member" ? t("consent.himself") : field.stated_by_name;
  return <Tooltip title={who}>{values.map(nameOf).join(t("details.and"))}</Tooltip>;
}
