import type { Id } from "@habitue/kit/brand";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import styles from "./field.module.css";
import { type KnownField, setKnownFields } from "./fields";

interface KnownDialogProps {
  readonly memberId: Id;
  readonly fields: readonly KnownField[];
  readonly onClose: () => void;
}

type Typed = Record<string, string | string[] | undefined>;

/** Says what is known of a member. What is masked is written anew or left as it is. */
export function KnownDialog({ memberId, fields, onClose }: KnownDialogProps) {
  const { t } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  const asked = fields.filter(({ may_change }) => may_change);
  const initial = Object.fromEntries(asked.map((field) => [field.code, typedOf(field)]));
  return (
    <FormDialog<Typed, unknown>
      open
      title={t("details.change")}
      verb={t("fields.save")}
      failed={t("fields.failed")}
      initial={initial}
      onSubmit={(typed) => setKnownFields(memberId, changesOf(asked, typed))}
      onDone={async () => {
        message.success(t("details.done"));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      <div className={styles.columns}>
        {asked.map((field) => (
          <Form.Item
            key={field.code}
            name={field.code}
            label={field.name}
            extra={field.hint}
            rules={[
              { required: field.required && !field.masked, message: t("details.requiredMissing") },
            ]}
          >
            <Entry field={field} />
          </Form.Item>
        ))}
      </div>
    </FormDialog>
  );
}

/** The part of a form that fits a kind; the form hands it value and onChange. */
function Entry({ field, ...given }: { field: KnownField }) {
  const { t } = useTranslation("person");
  const options = field.choices.map(({ code, name }) => ({ value: code, label: name }));
  const masked = field.masked ? t("details.keep") : undefined;
  switch (field.kind) {
    case "choice":
      return <Select allowClear options={options} placeholder={masked} {...given} />;
    case "choices":
      return (
        <Select mode="multiple" allowClear options={options} placeholder={masked} {...given} />
      );
    case "date":
      return <Input type="date" min={field.least ?? ""} max={field.most ?? ""} {...given} />;
    case "number":
      return <Input inputMode="decimal" maxLength={24} placeholder={masked} {...given} />;
    default:
      return <Input maxLength={500} placeholder={masked} {...given} />;
  }
}

function typedOf({ kind, values }: KnownField): string | string[] | undefined {
  return kind === "choices" ? [...values] : values[0];
}

/** What is other than before; a masked value that nothing was typed over stays. */
function changesOf(asked: readonly KnownField[], typed: Typed): Record<string, string[]> {
  const changes: Record<string, string[]> = {};
  for (const { code, values, masked } of asked) {
    const now = [typed[code] ?? []].flat().filter((value) => value !== "");
    if (masked && now.length === 0) continue;
    if (now.join("\n") !== values.join("\n")) changes[code] = now;
  }
  return changes;
}
