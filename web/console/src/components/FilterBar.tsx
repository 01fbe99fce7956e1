import { SearchOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./filter-bar.module.css";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Choosing<Key extends string> {
  readonly key: Key;
  /** What is chosen here, said where nothing is. */
  readonly label: string;
  readonly options: readonly Choice[];
}

type Filter<Key extends string> = { readonly [key in Key]?: string | undefined };

interface FilterBarProps<Key extends string> {
  /** What can be typed, and which part of the filter it is. */
  readonly search: { readonly key: Key; readonly label: string; readonly hint: string };
  readonly choices: readonly Choosing<Key>[];
  readonly filter: Filter<Key>;
  readonly onChange: (filter: Filter<Key>) => void;
}

/** Narrows a list by a text and by choices; each shows as a chip that can be taken away. */
export function FilterBar<Key extends string>(props: FilterBarProps<Key>) {
  const { search, choices, filter, onChange } = props;
  const set = (key: Key, value: string | undefined) => onChange({ ...filter, [key]: value });
  return (
    <search className={styles.bar} aria-label={search.label}>
      <TextSearch
        key={filter[search.key] ?? ""}
        label={search.label}
        hint={search.hint}
        value={filter[search.key]}
        onFind={(text) => set(search.key, text || undefined)}
      />
      {choices.map(({ key, label, options }) => (
        <Select<string>
          key={key}
          className={styles.choice}
          aria-label={label}
          placeholder={label}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          value={filter[key] ?? null}
          options={[...options]}
          onChange={(value: string | undefined) => set(key, value)}
        />
      ))}
      <Chips {...props} />
    </search>
  );
}

interface TextSearchProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly onFind: (text: string) => void;
}

function TextSearch({ label, hint, value, onFind }: TextSearchProps) {
  const { t } = useTranslation("app");
  const [typed, setTyped] = useState(value ?? "");
  return (
    <Form layout="inline" onFinish={() => onFind(typed.trim())} className={styles.search}>
      <Input
        aria-label={label}
        placeholder={hint}
        autoComplete="off"
        maxLength={100}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onClear={() => onFind("")}
      />
      <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
        {t("filterBar.find")}
      </Button>
    </Form>
  );
}

function Chips<Key extends string>({ search, choices, filter, onChange }: FilterBarProps<Key>) {
  const { t } = useTranslation("app");
  const texts = [
    { key: search.key, text: filter[search.key] },
    ...choices.map(({ key, options }) => {
      const chosen = options.find(({ value }) => value === filter[key]);
      return { key, text: chosen?.label ?? filter[key] };
    }),
  ].flatMap(({ key, text }) => (text === undefined ? [] : [{ key, text }]));
  if (texts.length === 0) return null;
  return (
    <div className={styles.chips}>
      {texts.map(({ key, text }) => (
        <Tag
          key={key}
          closable={{ "aria-label": t("filterBar.remove", { filter: text }) }}
          onClose={(event) => {
            event.preventDefault();
            onChange({ ...filter, [key]: undefined });
          }}
        >
          {text}
        </Tag>
      ))}
      {texts.length > 1 && (
        <Button type="link" size="small" onClick={() => onChange({})}>
          {t("filterBar.clear")}
        </Button>
      )}
    </div>
  );
}
