import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  App,
  Button,
  Checkbox,
  Form,
  Input,
  InputNumber,
  Select,
  Skeleton,
  Space,
  Table,
  Tag,
} from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/EmptyState";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, NameFields, nameOf } from "../../../components/NameFields";
import { Panel } from "../../../components/Page";
import styles from "./tag.module.css";
import {
  type MemberTag,
  saveTag,
  saveTagGroup,
  type TagGroup,
  tagColours,
  tagsQuery,
} from "./tags";

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

interface TypedTag {
  readonly code: string;
  readonly name_i18n: NameByLanguage;
  readonly colour: MemberTag["colour"];
  readonly group?: string;
  readonly days?: number | null;
  readonly ended?: boolean;
}

interface TagDialogProps {
  readonly tag: MemberTag | undefined;
  readonly groups: readonly TagGroup[];
  readonly onClose: () => void;
}

function TagDialog({ tag, groups, onClose }: TagDialogProps) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog<TypedTag, unknown>
      open
      title={tag ? t("tags.changing", { name: tag.name }) : t("tags.create")}
      verb={t("tags.save")}
      failed={t("tags.failed")}
      initial={tag ? { ...tag, group: tag.group ?? "" } : { colour: "default", days: 0 }}
      onSubmit={({ code, name_i18n, colour, group, days, ended }) =>
        saveTag(tag?.code ?? code, {
          name_i18n: nameOf(name_i18n),
          colour,
          days: days ?? 0,
          version: tag?.version ?? 0,
          ...(group && { group }),
          ...(ended && { ended }),
        })
      }
      onDone={async () => {
        message.success(t("tags.saved"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {!tag && <CodeItem />}
      <NameFields autoFocus={!!tag} />
      <Form.Item name="colour" label={t("tags.colour")}>
        <Select
          options={tagColours.map((value) => ({
            value,
            label: <Tag color={value}>{t(`tags.colours.${value}`)}</Tag>,
          }))}
        />
      </Form.Item>
      <Form.Item name="group" label={t("tags.column.group")}>
        <Select
          options={[
            { value: "", label: t("tags.noGroup") },
            ...groups.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="days" label={t("tags.column.days")} extra={t("tags.daysHelp")}>
        <InputNumber min={0} max={3650} precision={0} />
      </Form.Item>
      {tag && (
        <Form.Item name="ended" valuePropName="checked" extra={t("tags.endedHelp")}>
          <Checkbox>{t("tags.ended")}</Checkbox>
        </Form.Item>
      )}
    </FormDialog>
  );
}

function CodeItem() {
  const { t } = useTranslation("care");
  return (
    <Form.Item
      name="code"
      label={t("tags.code")}
      extra={t("tags.codeHelp")}
      rules={[
        { required: true, pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t("tags.codeWrong") },
      ]}
    >
      <Input maxLength={40} autoComplete="off" autoFocus />
    </Form.Item>
  );
}

interface TypedGroup {
  readonly code: string;
  readonly name_i18n: NameByLanguage;
  readonly exclusive?: boolean;
}

function GroupDialog({ group, onClose }: { group: TagGroup | undefined; onClose: () => void }) {
  const { t } = useTranslation("care");
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog<TypedGroup, unknown>
      open
      title={group ? t("tags.changing", { name: group.name }) : t("tags.createGroup")}
      verb={t("tags.save")}
      failed={t("tags.failed")}
      initial={group ?? { exclusive: true }}
      onSubmit={({ code, name_i18n, exclusive }) =>
        saveTagGroup(group?.code ?? code, {
          name_i18n: nameOf(name_i18n),
          exclusive: exclusive ?? false,
          version: group?.version ?? 0,
        })
      }
      onDone={async () => {
        message.success(t("tags.saved"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {!group && <CodeItem />}
      <NameFields autoFocus={!!group} />
      <Form.Item name="exclusive" valuePropName="checked" extra={t("tags.exclusiveHelp")}>
        <Checkbox>{t("tags.exclusive")}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
