import { Form, Input, InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { EditDialog } from "../../components/EditDialog";
import { type NameByLanguage, NameFields, nameOf } from "../../components/NameFields";
import { addMethod, changeMethod, type Method } from "./api/methods";

interface MethodDialogProps {
  readonly open: Method | "new" | undefined;
  /** The last place that is taken. */
  readonly last: number;
  readonly onClose: () => void;
  readonly onSaved: () => Promise<void>;
}

interface Typed {
  readonly code?: string;
  readonly name_i18n: NameByLanguage;
  readonly needs_slip?: boolean;
  readonly position: number;
  readonly archived?: boolean;
}

/** Adds a way to pay at the counter, or changes one. */
export function MethodDialog({ open, last, onClose, onSaved }: MethodDialogProps) {
  const { t } = useTranslation("payment");
  const method = open === "new" ? undefined : open;
  const save = async ({ code = "", name_i18n, needs_slip, position, archived }: Typed) => {
    const fields = {
      name_i18n: nameOf({ ...method?.name_i18n, ...name_i18n }),
      needs_slip: needs_slip ?? false,
      position,
      archived: archived ?? false,
    };
    if (method) await changeMethod(method.code, { ...fields, version: method.version });
    else await addMethod({ ...fields, code: code.trim() });
    await onSaved();
  };
  return (
    <EditDialog<Typed>
      open={open !== undefined}
      title={method ? t("methods.changeTitle", { name: method.name }) : t("methods.add")}
      verb={t("methods.save")}
      initial={method ?? { name_i18n: {}, position: last + 1 }}
      onClose={onClose}
      onSave={save}
    >
      {!method && <CodeOfMethod />}
      <NameFields />
      {!method?.provider && (
        <Form.Item name="needs_slip" label={t("column.needsSlip")} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      <Form.Item
        name="position"
        label={t("methods.position")}
        rules={[{ required: true, message: t("methods.positionMissing") }]}
      >
        <InputNumber min={0} max={10_000} precision={0} />
      </Form.Item>
      {method && (
        <Form.Item
          name="archived"
          label={t("methods.archive")}
          extra={t("methods.archiveHelp")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      )}
    </EditDialog>
  );
}

function CodeOfMethod() {
  const { t } = useTranslation("payment");
  return (
    <Form.Item
      name="code"
      label={t("column.code")}
      extra={t("methods.codeHelp")}
      rules={[
        { required: true, pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("methods.codeWrong") },
      ]}
    >
      <Input autoComplete="off" spellCheck={false} maxLength={40} autoFocus />
    </Form.Item>
  );
}
