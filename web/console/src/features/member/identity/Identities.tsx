import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Table } from "../../../components/Table";
import { useCan } from "../../../lib/permissions";
import type { Member } from "../api/get-member";
import styles from "../field/field.module.css";
import { BindDialog } from "./BindDialog";
import { EndDialog } from "./EndDialog";
import { type Change, type Held, identitiesQuery } from "./identities";
import { useKindName } from "./kinds";

interface IdentitiesProps {
  readonly member: Member;
  /** Where somebody else who has an identity is made one with this member. */
  readonly onMerge: (() => void) | undefined;
}

/** By what a member is known, to be bound, changed and taken off, and what became of it. */
export function Identities({ member, onMerge }: IdentitiesProps) {
  const { t } = useTranslation("person");
  const kindName = useKindName();
  const can = useCan();
  const { data, error, refetch } = useQuery(identitiesQuery(member.id));
  const [binding, setBinding] = useState<Held | "new">();
  const [ending, setEnding] = useState<Held>();
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const mayChange = can("member:identify") && member.status === "active";
  return (
    <>
      <div className={styles.head}>
        <p className={styles.quiet}>{t("identity.help")}</p>
        {mayChange && <Button onClick={() => setBinding("new")}>{t("identity.bind")}</Button>}
      </div>
      <Table<Held>
        aria-label={t("identity.title")}
        dataSource={data.items}
        rowKey="id"
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          { key: "kind", title: t("identity.kind"), render: (_, { kind }) => kindName(kind) },
          {
            key: "shown",
            title: t("identity.shown"),
            render: (_, { shown, number }) => (
              <>
                <span className="kit-figure">{shown}</span>{" "}
                {number && <Tag>{t("identity.number")}</Tag>}
              </>
            ),
          },
          {
            key: "since",
            title: t("identity.since"),
            render: (_, { since }) => <Moment at={since} />,
          },
          {
            key: "source",
            title: t("identity.source"),
            render: (_, { source }) => t(`identity.from.${source}`, { defaultValue: source }),
          },
          {
            key: "acts",
            align: "right",
            render: (_, one) =>
              mayChange &&
              !one.number && (
                <Space>
                  <Button
                    size="small"
                    aria-label={t("identity.changeOf", {
                      of: `${kindName(one.kind)} ${one.shown}`,
                    })}
                    onClick={() => setBinding(one)}
                  >
                    {t("identity.change")}
                  </Button>
                  <Button
                    size="small"
                    danger
                    aria-label={t("identity.endOf", { of: `${kindName(one.kind)} ${one.shown}` })}
                    onClick={() => setEnding(one)}
                  >
                    {t("identity.end")}
                  </Button>
                </Space>
              ),
          },
        ]}
      />
      <History history={data.history} />
      {binding && (
        <BindDialog
          memberId={member.id}
          replaced={binding === "new" ? undefined : binding}
          onMerge={onMerge}
          onClose={() => setBinding(undefined)}
        />
      )}
      {ending && (
        <EndDialog memberId={member.id} identity={ending} onClose={() => setEnding(undefined)} />
      )}
    </>
  );
}

function History({ history }: { history: readonly Change[] }) {
  const { t } = useTranslation("person");
  const kindName = useKindName();
  return (
    <section>
      <div className={styles.head}>
        <h3>{t("identity.history")}</h3>
      </div>
      {history.length === 0 ? (
        <EmptyState title={t("identity.unchanged")}>{t("identity.unchangedHelp")}</EmptyState>
      ) : (
        <Table<Change>
          aria-label={t("identity.history")}
          dataSource={[...history]}
          rowKey={({ at, kind, deed, was, is }) => [at, kind, deed, was, is].join(" ")}
          pagination={history.length > 20 ? { pageSize: 20 } : false}
          scroll={{ x: 720 }}
          columns={[
            { key: "at", title: t("identity.at"), render: (_, { at }) => <Moment at={at} /> },
            {
              key: "what",
              title: t("identity.what"),
              render: (_, { kind, deed, was, is }) => (
                <>
                  {t(`identity.deed.${deed}`)} {kindName(kind)}{" "}
                  <span className="kit-figure">{[was, is].filter(Boolean).join(" → ")}</span>
                </>
              ),
            },
            {
              key: "via",
              title: t("identity.via"),
              render: (_, { via, by, name }) =>
                via === "staff"
                  ? t("identity.by.staff", { name: name ?? by })
                  : t(`identity.by.${via}`),
            },
            {
              key: "reason",
              title: t("identity.reasonShort"),
              render: (_, { reason }) => reason ?? "—",
            },
          ]}
        />
      )}
    </section>
  );
}
