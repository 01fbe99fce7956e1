import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { Panel } from "../../../components/Page";
import { Table } from "../../../components/Table";
import { GroupDialog, TagDialog } from "./TagDialogs";
import styles from "./tag.module.css";
import { type MemberTag, type TagGroup, tagsQuery } from "./tags";

interface Opened {
  readonly what: "tag" | "group";
  readonly tag?: MemberTag;
  readonly group?: TagGroup;
}

/** The tags that the retailer keeps, and their groups. */
export function TagList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation("care");
  const format = useFormat();
  const { data, error, refetch } = useQuery(tagsQuery);
  const [open, setOpen] = useState<Opened>();
  if (!data && error) return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const groupName = (code: string | undefined) =>
    data.groups.find((group) => group.code === code)?.name ?? "—";
  return (
    <>
      <Panel
        title={t("tags.title")}
        extra={
          mayEdit && (
            <Button type="primary" onClick={() => setOpen({ what: "tag" })}>
              {t("tags.create")}
            </Button>
          )
        }
      >
        {data.tags.length === 0 ? (
          <EmptyState title={t("tags.none")}>{t("tags.noneHelp")}</EmptyState>
        ) : (
          <Table<MemberTag>
            aria-label={t("tags.title")}
            dataSource={data.tags}
            rowKey="code"
            pagination={false}
            scroll={{ x: 720 }}
            columns={[
              {
                key: "name",
                title: t("tags.column.name"),
                render: (_, tag) => (
                  <>
                    <Tag color={tag.colour}>{tag.name}</Tag>
                    {tag.ended && <Tag color="warning">{t("tags.ended")}</Tag>}
                    <div className={styles.quiet}>{tag.label}</div>
                  </>
                ),
              },
              {
                key: "group",
                title: t("tags.column.group"),
                width: 160,
                render: (_, { group }) => groupName(group),
              },
              {
                key: "days",
                title: t("tags.column.days"),
                width: 130,
                render: (_, { days }) =>
                  days ? t("tags.days", { count: days }) : t("tags.forever"),
              },
              {
                key: "members",
                title: t("tags.column.members"),
                width: 120,
                align: "right",
                render: (_, { members, label }) => (
                  <Link to="/members" search={{ label }}>
                    <span className="kit-figure">{format.number(members)}</span>
                  </Link>
                ),
              },
              {
                key: "acts",
                width: 100,
                align: "right",
                render: (_, tag) =>
                  mayEdit && (
                    <Button
                      size="small"
                      aria-label={t("tags.changing", { name: tag.name })}
                      onClick={() => setOpen({ what: "tag", tag })}
                    >
                      {t("tags.change")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Panel>
      <Panel
        title={t("tags.groups")}
        extra={
          mayEdit && (
            <Button onClick={() => setOpen({ what: "group" })}>{t("tags.createGroup")}</Button>
          )
        }
      >
        <p className={styles.quiet}>{t("tags.groupsHelp")}</p>
        <ul className={styles.groups} aria-label={t("tags.groups")}>
          {data.groups.map((group) => (
            <li key={group.code}>
              <Space>
                <strong>{group.name}</strong>
                {group.exclusive && <Tag>{t("tags.exclusive")}</Tag>}
                {mayEdit && (
                  <Button
                    size="small"
                    aria-label={t("tags.changing", { name: group.name })}
                    onClick={() => setOpen({ what: "group", group })}
                  >
                    {t("tags.change")}
                  </Button>
                )}
              </Space>
            </li>
          ))}
        </ul>
      </Panel>
      {open?.what === "tag" && (
        <TagDialog tag={open.tag} groups={data.groups} onClose={() => setOpen(undefined)} />
      )}
      {open?.what === "group" && (
        <GroupDialog group={open.group} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
