import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { type Named, NamedDialog } from "../../components/NamedDialog";
import { Panel } from "../../components/Page";
import { createChannel } from "./api/create-channel";
import { editChannel } from "./api/edit-channel";
import type { Channel } from "./api/list-channels";

interface ChannelsProps {
  readonly channels: readonly Channel[];
  readonly mayEdit: boolean;
}

type Typed = Named & Pick<Channel, "kind">;

const kinds = ["till", "mini_program", "app", "web_shop", "delivery_platform", "other"] as const;

/** The ways to sell, and what each is to the member. */
export function Channels({ channels, mayEdit }: ChannelsProps) {
  const { t } = useTranslation("org");
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Channel | "new">();
  const channel = edited === "new" ? undefined : edited;
  const create = <Button onClick={() => setEdited("new")}>{t("channel.new")}</Button>;
  return (
    <Panel title={t("channel.title")} extra={mayEdit && create}>
      {channels.length === 0 ? (
        <EmptyState title={t("channel.none")}>{t("channel.noneHelp")}</EmptyState>
      ) : (
        <Table<Channel>
          aria-label={t("channel.title")}
          dataSource={[...channels]}
          rowKey="id"
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { key: "name", title: t("column.name"), dataIndex: "name", ellipsis: true },
            { key: "code", title: t("column.code"), dataIndex: "code", width: 180, ellipsis: true },
            {
              key: "kind",
              title: t("channel.kind"),
              width: 140,
              render: (_, { kind }) => t(`channel.kinds.${kind}`),
            },
            {
              key: "acts",
              width: 180,
              align: "right",
              render: (_, one) =>
                mayEdit && (
                  <Button size="small" onClick={() => setEdited(one)}>
                    {t("edit.change")}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <NamedDialog<Typed>
        open={edited !== undefined}
        title={channel ? t("edit.title", { name: channel.name }) : t("channel.new")}
        verb={t(channel ? "edit.save" : "edit.create")}
        thing={channel}
        initial={channel ?? { code: "", name_i18n: {}, kind: "other" }}
        onClose={() => setEdited(undefined)}
        onSave={async ({ code, name_i18n, kind }) => {
          await (channel
            ? editChannel(channel.id, { name_i18n, kind, version: channel.version })
            : createChannel({ code, name_i18n, kind }));
          await queries.invalidateQueries({ queryKey: ["org"] });
        }}
      >
        <Form.Item name="kind" label={t("channel.kind")}>
          <Select options={kinds.map((value) => ({ value, label: t(`channel.kinds.${value}`) }))} />
        </Form.Item>
      </NamedDialog>
    </Panel>
  );
}
