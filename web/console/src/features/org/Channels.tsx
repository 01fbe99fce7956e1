import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Named } from "../../components/NamedDialog";
import { NamedPanel } from "../../components/NamedPanel";
import { createChannel } from "./api/create-channel";
import { editChannel } from "./api/edit-channel";
import type { Channel } from "./api/list-channels";
import { useNamedWords } from "./named-words";

interface ChannelsProps {
  readonly channels: readonly Channel[];
  readonly mayEdit: boolean;
}

type Typed = Named & Pick<Channel, "kind">;

const kinds = ["till", "mini_program", "app", "web_shop", "delivery_platform", "other"] as const;

/** The ways to sell, and what each is to the member. */
export function Channels({ channels, mayEdit }: ChannelsProps) {
  const { t } = useTranslation("org");
  return (
    <NamedPanel<Channel, Typed>
      words={{
        ...useNamedWords(),
        title: t("channel.title"),
        create: t("channel.new"),
        change: t("edit.change"),
        none: t("channel.none"),
        noneHelp: t("channel.noneHelp"),
      }}
      things={channels}
      mayEdit={mayEdit}
      columns={[
        {
          key: "kind",
          title: t("channel.kind"),
          width: 140,
          render: (_, { kind }) => t(`channel.kinds.${kind}`),
        },
      ]}
      blank={{ code: "", name_i18n: {}, kind: "other" }}
      typedOf={({ code, name_i18n, kind }) => ({ code, name_i18n, kind })}
      onCreate={createChannel}
      onChange={({ id, version }, { name_i18n, kind }) =>
        editChannel(id, { name_i18n, kind, version })
      }
      stale="org"
    >
      <Form.Item name="kind" label={t("channel.kind")}>
        <Select options={kinds.map((value) => ({ value, label: t(`channel.kinds.${value}`) }))} />
      </Form.Item>
    </NamedPanel>
  );
}
