import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../../components/rule/Field";
import styles from "../../../components/rule/rule.module.css";
import { type Goods, without } from "./body";

/** Which goods, by their codes in the retailer's systems; any that matches counts. */
export function GoodsFields({
  goods,
  placeholder,
  onChange,
}: {
  goods: Goods;
  placeholder: string;
  onChange: (goods: Goods) => void;
}) {
  const { t } = useTranslation("program");
  const codes = (name: "categories" | "brands" | "articles") => (
    <Field label={t(`edit.${name}`)}>
      <Select
        mode="tags"
        allowClear
        open={false}
        suffixIcon={null}
        tokenSeparators={[",", " "]}
        aria-label={t(`edit.${name}`)}
        placeholder={placeholder}
        value={goods[name] ?? []}
        onChange={(list: string[]) => onChange(without({ ...goods, [name]: list }))}
      />
    </Field>
  );
  return (
    <div className={styles.fields}>
      {codes("categories")}
      {codes("brands")}
      {codes("articles")}
    </div>
  );
}
