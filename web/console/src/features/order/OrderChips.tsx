import { minor } from "@habitue/kit/brand";
import { useFormat } from "@habitue/kit/format/reader";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { OrderFilter } from "./filter";
import type { Choice, OrderFiltersProps } from "./OrderFilters";
import styles from "./order.module.css";

const keys = [
  "reference",
  "from",
  "until",
  "store",
  "channel",
  "with_member",
  "refunded",
  "min_paid",
  "max_paid",
  "article",
] as const;
type Key = (typeof keys)[number];

/** What the list is narrowed by now, each to be taken away by itself. */
export function OrderChips(props: OrderFiltersProps) {
  const { filter, onChange } = props;
  const { t } = useTranslation("order");
  const textOf = useChipTexts(props);
  const chips = keys.flatMap((key) => {
    const value = filter[key];
    return value === undefined ? [] : [{ key, text: textOf(key, value) }];
  });
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
      {chips.length > 1 && (
        <Button type="link" size="small" onClick={() => onChange({})}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}

function useChipTexts({ stores, channels, currency }: OrderFiltersProps) {
  const { t } = useTranslation("order");
  const format = useFormat();
  const named = (list: readonly Choice[], code: string) => {
    return list.find((choice) => choice.code === code)?.name ?? code;
  };
  return (key: Key, value: string): string => {
    switch (key) {
      case "from":
      case "until":
        return t(`chip.${key}`, { value: format.localDate(value) });
      case "store":
        return t("chip.store", { value: named(stores, value) });
      case "channel":
        return t("chip.channel", { value: named(channels, value) });
      case "with_member":
      case "refunded":
        return t(`filter.${key}_${value as NonNullable<OrderFilter["refunded"]>}`);
      case "min_paid":
      case "max_paid":
        return t(`chip.${key}`, { value: format.money(minor(Number(value)), currency) });
      default:
        return t(`chip.${key}`, { value });
    }
  };
}
