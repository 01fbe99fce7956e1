import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { type NameByLanguage, NameFields, nameOf } from "../../../components/NameFields";
import { type MemberTag, saveTag, saveTagGroup, type TagGroup, tagColours } from "./tags";

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

/** Makes a tag, or changes one. */
export function TagDialog({ tag, groups, onClose }: TagDialogProps) {
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

/** Makes a group of tags, or changes one. */
export function GroupDialog({
  group,
  onClose,
}: {
  group: TagGroup | undefined;
  onClose: () => void;
}) {
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
