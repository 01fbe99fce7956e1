import { useFormat } from "@habitue/kit/format/reader";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { choices, days, type MemberWish, valuesOf, without } from "./filter";
import styles from "./member.module.css";
import { type FilterOptions, labelOf } from "./options";

interface FilterChipsProps {
  readonly wish: MemberWish;
  readonly options: FilterOptions;
  readonly onChange: (wish: MemberWish) => void;
}

/** What the list is narrowed by now, each to be taken away by itself. */
export function FilterChips({ wish, options, onChange }: FilterChipsProps) {
  const { t } = useTranslation("member");
  const chips = useChips(wish, options);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map(({ key, text, left }) => (
        <Tag
          key={key}
          closable={{ "aria-label": t("filter.remove", { filter: text }) }}
          onClose={(event) => {
            event.preventDefault();
            onChange(left);
          }}
        >
          {text}
        </Tag>
      ))}
      <Button type="link" size="small" onClick={() => onChange({ sort: wish.sort })}>
        {t("empty.clear")}
      </Button>
    </div>
  );
}

interface Chip {
  readonly key: string;
  readonly text: string;
  /** The wish without it. */
  readonly left: MemberWish;
}

function useChips(wish: MemberWish, options: FilterOptions): Chip[] {
  const { t } = useTranslation("member");
  const format = useFormat();
  const chips: Chip[] = [];
  if (wish.q) {
    const text = t("filter.is.q", { value: wish.q });
    chips.push({ key: "q", text, left: { ...wish, q: undefined } });
  }
  for (const key of choices) {
    for (const value of valuesOf(wish[key])) {
      const text = t(`filter.is.${key}`, { value: labelOf(options, key, value) });
      chips.push({ key: `${key}=${value}`, text, left: without(wish, key, value) });
    }
  }
  for (const key of days) {
    const day = wish[key];
    if (!day) continue;
    const text = t(`filter.is.${key}`, { value: format.localDate(day) });
    chips.push({ key, text, left: without(wish, key) });
  }
  return chips;
}
