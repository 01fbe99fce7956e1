import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { Field } from "../../components/rule/Field";
import styles from "../../components/rule/rule.module.css";
import { AccessList } from "../../features/member/access/AccessList";
import { type AccessFilter, accessesQuery, accessFile } from "../../features/member/access/access";
import { Lookers } from "../../features/member/access/Lookers";
import { accountsQuery } from "../../features/staff/api/list-accounts";
import { rowsOf } from "../../lib/page";

const route = getRouteApi("/frame/members/accesses");

/** Who saw personal data of members. */
export function AccessPage() {
  const { t } = useTranslation("trail");
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const show = (search: AccessFilter) =>
    void navigate({
      search: {
        staff: search.staff,
        member: search.member,
        since: search.since,
        until: search.until,
        lists: search.lists,
      },
    });
  return (
    <Page
      title={t("access.title")}
      purpose={t("access.purpose")}
      action={<Button href={accessFile(filter)}>{t("access.file")}</Button>}
    >
      <Panel>
        <Lookers onChoose={(staff) => show({ ...filter, staff })} />
        <Filters filter={filter} onChange={show} />
        <AccessList query={useInfiniteQuery(accessesQuery(filter))} />
      </Panel>
    </Page>
  );
}

interface FiltersProps {
  readonly filter: AccessFilter;
  readonly onChange: (filter: AccessFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation("trail");
  const accounts = rowsOf(useInfiniteQuery(accountsQuery).data);
  const days = [1, 7, 30, 90] as const;
  return (
    <div className={styles.fields} style={{ marginBlockEnd: 16 }}>
      <Field label={t("access.by")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("access.by")}
          placeholder={t("anybody")}
          value={filter.staff ?? null}
          options={accounts.map(({ id, name }) => ({ value: `staff:${id}`, label: name }))}
          onChange={(staff?: string) => onChange({ ...filter, staff })}
        />
      </Field>
      <Field label={t("access.memberId")}>
        <Input.Search
          allowClear
          key={filter.member ?? ""}
          defaultValue={filter.member ?? ""}
          placeholder={t("idHint")}
          aria-label={t("access.memberId")}
          onSearch={(text) => onChange({ ...filter, member: text.trim() || undefined })}
        />
      </Field>
      <Field label={t("access.which")}>
        <Select
          aria-label={t("access.which")}
          value={filter.lists ? "lists" : "asked"}
          options={[
            { value: "asked", label: t("access.asked") },
            { value: "lists", label: t("access.lists") },
          ]}
          onChange={(which) => onChange({ ...filter, lists: which === "lists" || undefined })}
        />
      </Field>
      <Field label={t("access.time")}>
        <Select
          allowClear
          aria-label={t("access.time")}
          placeholder={t("access.always")}
          options={days.map((value) => ({ value, label: t(`access.days.${value}`) }))}
          onChange={(last?: number) =>
            onChange({ ...filter, since: last ? daysAgo(last) : undefined })
          }
        />
      </Field>
    </div>
  );
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
