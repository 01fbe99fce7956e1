import { useQuery } from "@tanstack/react-query";
import { Form, Input, Segmented, Select, Switch } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../org/api/list-stores";
import styles from "./note.module.css";
import { type NoteKind, noteKinds, type SavedNote } from "./notes";

export interface TypedNote {
  readonly kind: NoteKind;
  readonly text: string;
  readonly pinned: boolean;
  readonly store?: string | undefined;
}

/** What was typed, as it is sent. */
export function sentOf({ kind, text, pinned, store }: TypedNote): SavedNote {
  return { kind, text, pinned, ...(store && { store }) };
}

interface NoteFieldsProps {
  readonly field?: Ref<TextAreaRef>;
  readonly onSend?: () => void;
}

/** The fields of a note: the kind and the text first, as they are all that is needed. */
export function NoteFields({ field, onSend }: NoteFieldsProps) {
  const { t } = useTranslation("care");
  const stores = useQuery(storesQuery).data?.items ?? [];
  return (
    <>
      <Form.Item name="kind" label={t("notes.kind")} className={styles.kind}>
        <Segmented
          aria-label={t("notes.kind")}
          options={noteKinds.map((value) => ({ value, label: t(`notes.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={t("notes.text")}
        rules={[{ required: true, whitespace: true, message: t("notes.missing") }]}
      >
        <Input.TextArea
          {...(field && { ref: field })}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={2000}
          placeholder={t("notes.placeholder")}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onSend?.();
            }
          }}
        />
      </Form.Item>
      <div className={styles.further}>
        <Form.Item name="store" label={t("notes.store")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("notes.everybody")}
            options={stores.map(({ code, name }) => ({
              value: code,
              label: t("notes.onlyStore", { store: name }),
            }))}
          />
        </Form.Item>
        <Form.Item name="pinned" label={t("notes.pinned")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}
