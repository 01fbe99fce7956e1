import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../components/FormDialog";
import { NameFields } from "../../../components/NameFields";
import { rolesQuery } from "../../staff/api/list-roles";
import styles from "./field.module.css";
import { type FieldKind, type MemberField, saveField } from "./fields";
import { OptionFields } from "./OptionFields";
import { savedOf, type TypedField, typedOf } from "./typed-field";

interface FieldDialogProps {
  /** The one to change; without one a new one is made. */
  readonly field: MemberField | undefined;
  readonly onClose: () => void;
}

const kinds = ["text", "number", "date", "choice", "choices"] as const;
const faces = ["hidden", "shown", "changeable"] as const;
const codeShape = /^[a-z][a-z0-9_]{0,39}$/;

/** Makes a field, or changes it: code and kind stay, options that are taken away end. */
export function FieldDialog({ field, onClose }: FieldDialogProps) {
  const { t, i18n } = useTranslation("person");
  const { message } = App.useApp();
  const client = useQueryClient();
  return (
    <FormDialog<TypedField, MemberField>
      open
      title={field ? t("fields.changing", { name: field.name }) : t("fields.create")}
      verb={t("fields.save")}
      failed={t("fields.failed")}
      initial={typedOf(field, i18n.language)}
      onSubmit={(typed) =>
        saveField(field?.code ?? typed.code.trim(), savedOf(typed, field, i18n.language))
      }
      onDone={async ({ name }) => {
        message.success(t("fields.saved", { name }));
        await client.invalidateQueries({ queryKey: ["member"] });
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          {!field && (
            <Form.Item
              name="code"
              label={t("fields.code")}
              extra={t("fields.codeHelp")}
              rules={[{ required: true, pattern: codeShape, message: t("fields.codeWrong") }]}
            >
              <Input maxLength={40} autoFocus placeholder="favourite_tea" />
            </Form.Item>
          )}
          <NameFields />
          {!field && (
            <Form.Item name="kind" label={t("fields.column.kind")} extra={t("fields.kindHelp")}>
              <Select
                options={kinds.map((value) => ({ value, label: t(`fields.kind.${value}`) }))}
              />
            </Form.Item>
          )}
          <Form.Item name="hint" label={t("fields.hint")}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(before, now) => before.kind !== now.kind}>
            {() => <KindFields kind={field?.kind ?? form.getFieldValue("kind")} />}
          </Form.Item>
          <Form.Item name="weight" label={t("fields.column.weight")} extra={t("fields.weightHelp")}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
          {field?.kind !== "core" && <WhoFields isNew={!field} />}
        </>
      )}
    </FormDialog>
  );
}

function KindFields({ kind }: { kind: FieldKind }) {
  const { t } = useTranslation("person");
  if (kind === "choice" || kind === "choices") return <OptionFields />;
  if (kind === "core") return null;
  const type = kind === "date" ? "date" : "text";
  return (
    <div className={styles.pair}>
      {kind !== "text" && (
        <Form.Item name="least" label={t(`fields.least.${kind}`)}>
          <Input type={type} maxLength={24} />
        </Form.Item>
      )}
      <Form.Item name="most" label={t(`fields.most.${kind}`)}>
        <Input type={type} maxLength={24} />
      </Form.Item>
    </div>
  );
}

function WhoFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation("person");
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const options = roles.map(({ role, name }) => ({ value: role, label: name }));
  return (
    <>
      <Form.Item name="face" label={t("fields.column.face")}>
        <Select options={faces.map((value) => ({ value, label: t(`fields.face.${value}`) }))} />
      </Form.Item>
      <Form.Item name="readers" label={t("fields.readers")} extra={t("fields.readersHelp")}>
        <Select mode="multiple" allowClear options={options} />
      </Form.Item>
      <Form.Item name="writers" label={t("fields.writers")}>
        <Select mode="multiple" allowClear options={options} />
      </Form.Item>
      <Form.Item name="required" valuePropName="checked" className={styles.tick}>
        <Checkbox>{t("fields.required")}</Checkbox>
      </Form.Item>
      <Form.Item
        name="personal"
        valuePropName="checked"
        className={styles.tick}
        extra={t("fields.personalHelp")}
      >
        <Checkbox>{t("fields.personal")}</Checkbox>
      </Form.Item>
      {!isNew && (
        <Form.Item
          name="ended"
          valuePropName="checked"
          className={styles.tick}
          extra={t("fields.endedHelp")}
        >
          <Checkbox>{t("fields.ended")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
