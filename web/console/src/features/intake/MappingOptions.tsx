import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Mapping } from "./api/inspect-file";
import type { FileRun } from "./api/run-file";
import { countries, countryName } from "./countries";
import styles from "./intake.module.css";

interface MappingOptionsProps {
  readonly mapping: Mapping;
  readonly duplicates: NonNullable<FileRun["duplicates"]>;
  readonly onMapping: (change: Partial<Mapping>) => void;
  readonly onDuplicates: (duplicates: NonNullable<FileRun["duplicates"]>) => void;
}

const texts = ["currency", "zone", "system"] as const;
const decimals = ["point", "comma"] as const;
const dateOrders = ["found", "dmy", "mdy"] as const;

/** What a file cannot know of itself. */
export function MappingOptions({
  mapping,
  duplicates,
  onMapping,
  onDuplicates,
}: MappingOptionsProps) {
  const { t, i18n } = useTranslation("intake");
  const own = mapping.country;
  const known = own && !countries.some((code) => code === own) ? [own, ...countries] : countries;
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
      <label htmlFor="country">
        {t("option.country")}
        <Select
          id="country"
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("country.found")}
          allowClear
          value={mapping.country || null}
          options={known.map((code) => ({ value: code, label: countryName(code, i18n.language) }))}
          onChange={(country: string | undefined) => onMapping({ country: country ?? "" })}
        />
      </label>
      <label htmlFor="decimal">
        {t("option.decimal")}
        <Select
          id="decimal"
          value={mapping.decimal_comma ? "comma" : "point"}
          options={decimals.map((value) => ({ value, label: t(`decimal.${value}`) }))}
          onChange={(value) => onMapping({ decimal_comma: value === "comma" })}
        />
      </label>
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
