import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Mapping } from "./api/inspect-file";
import type { FileRun } from "./api/run-file";
import styles from "./intake.module.css";

interface MappingOptionsProps {
  readonly mapping: Mapping;
  readonly duplicates: NonNullable<FileRun["duplicates"]>;
  readonly onMapping: (change: Partial<Mapping>) => void;
  readonly onDuplicates: (duplicates: NonNullable<FileRun["duplicates"]>) => void;
}

const texts = ["currency", "zone", "system"] as const;
const dateOrders = ["found", "dmy", "mdy"] as const;

/** What a file cannot know of itself. */
export function MappingOptions({
  mapping,
  duplicates,
  onMapping,
  onDuplicates,
}: MappingOptionsProps) {
  const { t } = useTranslation("intake");
  return (
    <div className={styles.options}>
      {texts.map((name) => (
        <label key={name} htmlFor={`option-${name}`}>
          {t(`option.${name}`)}
          <Input
            id={`option-${name}`}
            key={mapping[name]}
            defaultValue={mapping[name]}
            maxLength={64}
            onBlur={({ target: { value } }) => {
              if (value.trim() !== (mapping[name] ?? "")) onMapping({ [name]: value.trim() });
            }}
          />
        </label>
      ))}
      <label htmlFor="date-order">
        {t("option.dateOrder")}
        <Select
          id="date-order"
          value={dateOrders.find((order) => order === mapping.date_order) ?? "found"}
          options={dateOrders.map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
          onChange={(order) => onMapping({ date_order: order === "found" ? "" : order })}
        />
      </label>
      <label htmlFor="duplicates">
        {t("option.duplicates")}
        <Select
          id="duplicates"
          value={duplicates}
          options={(["keep", "drop"] as const).map((value) => ({
            value,
            label: t(`duplicates.${value}`),
          }))}
          onChange={onDuplicates}
        />
      </label>
    </div>
  );
}
