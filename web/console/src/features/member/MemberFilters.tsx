import { SearchOutlined } from "@ant-design/icons";
import { Button, Form, Input, Segmented, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MemberFilter } from "./api/list-members";
import styles from "./member.module.css";

interface MemberFiltersProps {
  readonly filter: MemberFilter;
  readonly levels: readonly { code: string; name: string }[];
  readonly onChange: (filter: MemberFilter) => void;
}

const keys = ["phone", "card"] as const;
type Key = (typeof keys)[number];

/** Finds one member by a whole phone or card number, or narrows the list by level. */
export function MemberFilters({ filter, levels, onChange }: MemberFiltersProps) {
  const { t } = useTranslation("member");
  const [key, setKey] = useState<Key>(filter.card ? "card" : "phone");
  const [typed, setTyped] = useState("");

  const find = () => {
    const value = typed.trim();
    if (value) onChange({ level: filter.level, [key]: value });
  };
  return (
    <div className={styles.filters}>
      <Form layout="inline" onFinish={find} role="search" aria-label={t("filter.find")}>
        <Segmented
          aria-label={t("filter.by")}
          value={key}
          options={keys.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={setKey}
        />
        <Input
          className={styles.searchInput}
          aria-label={t(`filter.${key}Label`)}
          placeholder={t(`filter.${key}Hint`)}
          inputMode={key === "phone" ? "tel" : "text"}
          autoComplete="off"
          maxLength={64}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
          {t("filter.find")}
        </Button>
      </Form>
      {levels.length > 0 && (
        <Select
          className={styles.levelSelect}
          aria-label={t("filter.level")}
          placeholder={t("filter.level")}
          allowClear
          value={filter.level ?? null}
          options={levels.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(level: string | null | undefined) =>
            onChange({ ...filter, level: level ?? undefined })
          }
        />
      )}
      <Chips filter={filter} levels={levels} onChange={onChange} />
    </div>
  );
}

/** What the list is narrowed by now, each to be taken away by itself. */
function Chips({ filter, levels, onChange }: MemberFiltersProps) {
  const { t } = useTranslation("member");
  const levelName = levels.find(({ code }) => code === filter.level)?.name ?? filter.level;
  const chips = [
    { key: "phone", value: filter.phone, text: t("filter.phoneIs", { value: filter.phone }) },
    { key: "card", value: filter.card, text: t("filter.cardIs", { value: filter.card }) },
    { key: "level", value: filter.level, text: t("filter.levelIs", { value: levelName }) },
  ].filter(({ value }) => value !== undefined);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map(({ key, text }) => (
        <Tag
          key={key}
          closable={{ "aria-label": t("filter.remove", { filter: text }) }}
          onClose={(event) => {
            event.preventDefault();
            onChange({ ...filter, [key]: undefined });
          }}
        >
          {text}
        </Tag>
      ))}
    </div>
  );
}
