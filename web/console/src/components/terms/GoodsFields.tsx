import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../rule/Field";
import styles from "../rule/rule.module.css";
import { type Goods, type GoodsChoices, without } from "./terms";

interface GoodsFieldsProps {
  readonly goods: Goods;
  readonly placeholder: string;
  /** What is offered by name; codes are typed all the same. */
  readonly choices?: GoodsChoices | undefined;
  /** What stands before each label, where there are several of these on a page. */
  readonly of?: string;
  readonly wrong?: ((path: string) => string | undefined) | undefined;
  readonly onChange: (goods: Goods) => void;
}

/** Which goods, by their codes in the retailer's systems; any that matches counts. */
export function GoodsFields(props: GoodsFieldsProps) {
  const { goods, placeholder, choices, of, wrong, onChange } = props;
  const { t } = useTranslation("terms");
  const codes = (name: "categories" | "brands" | "articles") => {
    const label = of ? t("named", { of, name: t(name) }) : t(name);
    return (
      <Field label={label} wrong={wrong?.(name)}>
        <Select
          mode="tags"
          allowClear
          tokenSeparators={[",", " "]}
          aria-label={label}
          placeholder={placeholder}
          value={goods[name] ?? []}
          {...(choices
            ? {
                options: [...choices[name]],
                popupMatchSelectWidth: false,
                showSearch:
                  name === "articles"
                    ? { filterOption: false, onSearch: choices.onSearch }
                    : { optionFilterProp: "label" },
              }
            : { open: false, suffixIcon: null })}
          onChange={(list: string[]) => onChange(without({ ...goods, [name]: list }))}
        />
      </Field>
    );
  };
  return (
    <div className={styles.fields}>
      {codes("categories")}
      {codes("brands")}
      {codes("articles")}
    </div>
  );
}
