import { useInfiniteQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import { rowsOf } from "../../../lib/page";
import { accountsQuery } from "../api/list-accounts";
import type { AuditFilter } from "../api/list-audit";

interface TrailFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

/** What the audit trail is narrowed by, all in words; an id is the subject's own. */
export function TrailFilters({ filter, onChange }: TrailFiltersProps) {
  const { t } = useTranslation("trail");
  const actions = t("acts", { returnObjects: true });
  const kinds = t("kind", { returnObjects: true });
  const choose = (name: keyof AuditFilter, label: string, any: string, options: Option[]) => (
    <Field label={label}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={label}
        placeholder={any}
        value={filter[name] ?? null}
        options={withChosen(options, filter[name])}
        onChange={(value?: string) => onChange({ ...filter, [name]: value })}
      />
    </Field>
  );
  return (
    <div className={styles.fields} style={{ marginBlockEnd: 16 }}>
      {choose("principal", t("who"), t("anybody"), usePeople())}
      {choose("action", t("action"), t("anyAction"), optionsOf(actions, dotted))}
      {choose("subject_kind", t("kindOf"), t("anyKind"), optionsOf(kinds))}
      <Field label={t("subject")}>
        <Input.Search
          allowClear
          key={filter.subject_id ?? ""}
          defaultValue={filter.subject_id ?? ""}
          placeholder={t("idHint")}
          aria-label={t("subject")}
          onSearch={(text) => onChange({ ...filter, subject_id: text.trim() || undefined })}
        />
      </Field>
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Whoever has an account, and the command line. */
function usePeople(): Option[] {
  const { t } = useTranslation("trail");
  const accounts = rowsOf(useInfiniteQuery(accountsQuery).data);
  const people = accounts.map(({ id, name, email }) => {
    return { value: `staff:${id}`, label: `${name} · ${email}` };
  });
  return [...people, { value: "operator", label: t("operator") }];
}

function optionsOf(words: Record<string, string>, codeOf = (key: string) => key): Option[] {
  return Object.entries(words).map(([key, label]) => ({ value: codeOf(key), label }));
}

/** An act's code from the key of its words: `staff_sign_in` is `staff.sign_in`. */
function dotted(key: string): string {
  return key.replace("_", ".");
}

/** What an address asks for is shown even where nobody knows its name. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  if (!chosen || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen }];
}
