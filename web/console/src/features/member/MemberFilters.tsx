import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Badge, Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterChips } from "./FilterChips";
import { FilterDrawer } from "./FilterDrawer";
import { choices, days, type MemberWish, orders, valuesOf } from "./filter";
import styles from "./member.module.css";
import type { FilterOptions } from "./options";

interface MemberFiltersProps {
  readonly wish: MemberWish;
  readonly options: FilterOptions;
  readonly onChange: (wish: MemberWish) => void;
}

/** Finds members by whatever is known of them, and narrows and orders the list. */
export function MemberFilters({ wish, options, onChange }: MemberFiltersProps) {
  const { t } = useTranslation("member");
  const [open, setOpen] = useState(false);
  const count = [...choices, ...days].flatMap((key) => valuesOf(wish[key])).length;
  return (
    <div className={styles.filters}>
      <SearchBox key={wish.q ?? ""} q={wish.q} onSearch={(q) => onChange({ ...wish, q })} />
      <Badge count={count} size="small">
        <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
          {t("filter.open")}
        </Button>
      </Badge>
      <Select
        className={styles.orderSelect}
        aria-label={t("filter.order")}
        value={wish.sort ?? "joined"}
        options={orders.map((value) => ({ value, label: t(`order.${value}`) }))}
        onChange={(sort) => onChange({ ...wish, sort: sort === "joined" ? undefined : sort })}
      />
      <FilterChips wish={wish} options={options} onChange={onChange} />
      <FilterDrawer
        open={open}
        wish={wish}
        options={options}
        onChange={onChange}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}

interface SearchBoxProps {
  readonly q: string | undefined;
  readonly onSearch: (q: string | undefined) => void;
}

function SearchBox({ q, onSearch }: SearchBoxProps) {
  const { t } = useTranslation("member");
  return (
    <search className={styles.search}>
      <Input.Search
        aria-label={t("filter.find")}
        placeholder={t("filter.hint")}
        enterButton={<SearchOutlined aria-label={t("filter.find")} />}
        autoComplete="off"
        maxLength={100}
        allowClear
        defaultValue={q}
        onSearch={(typed) => onSearch(typed.trim() || undefined)}
      />
    </search>
  );
}
