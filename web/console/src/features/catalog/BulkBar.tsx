import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { pathsOf } from "../../lib/tree";
import type { Filings } from "./api/file-articles";
import type { Article } from "./api/list-articles";
import type { GoodsBrand } from "./api/list-brands";
import type { Category } from "./api/list-categories";
import styles from "./catalog.module.css";

/** What is changed of all that are chosen; the rest of each stays. */
export type Change = Partial<
  Pick<Filings["articles"][number], "category" | "brand" | "earns" | "discountable">
>;

interface BulkBarProps {
  readonly chosen: readonly Article[];
  readonly categories: readonly Category[];
  readonly brands: readonly GoodsBrand[];
  readonly isBusy: boolean;
  readonly onChange: (change: Change) => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen articles together. */
export function BulkBar(props: BulkBarProps) {
  const { chosen, categories, brands, isBusy, onChange, onClear } = props;
  const { t } = useTranslation("catalog");
  const paths = pathsOf(categories);
  const choose = (key: "category" | "brand", options: { value: string; label: string }[]) => (
    <Select<string | null>
      className={styles.choice}
      aria-label={t(`bulk.${key}`)}
      placeholder={t(`bulk.${key}`)}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      disabled={isBusy}
      value={null}
      options={[{ value: "", label: t("bulk.none") }, ...options]}
      onChange={(value) => onChange({ [key]: value ?? "" })}
    />
  );
  return (
    <section className={styles.bulk} aria-label={t("bulk.label")}>
      <strong aria-live="polite">{t("bulk.chosen", { count: chosen.length })}</strong>
      {choose(
        "category",
        categories.map(({ id, code }) => ({ value: code, label: paths.get(id) ?? code })),
      )}
      {choose(
        "brand",
        brands.map(({ code, name }) => ({ value: code, label: name })),
      )}
      <Button disabled={isBusy} onClick={() => onChange({ earns: true })}>
        {t("bulk.earns")}
      </Button>
      <Button disabled={isBusy} onClick={() => onChange({ earns: false })}>
        {t("bulk.earnsNot")}
      </Button>
      <Button disabled={isBusy} onClick={() => onChange({ discountable: true })}>
        {t("bulk.discounted")}
      </Button>
      <Button disabled={isBusy} onClick={() => onChange({ discountable: false })}>
        {t("bulk.discountedNot")}
      </Button>
      <Button type="text" onClick={onClear}>
        {t("bulk.clear")}
      </Button>
    </section>
  );
}

/** filingsOf says of each article how it shall be filed, as it was seen. */
export function filingsOf(articles: readonly Article[], change: Change): Filings {
  return {
    articles: articles.map(({ id, version, category, brand, earns, discountable }) => ({
      id,
      version,
      category: category?.code ?? "",
      brand: brand?.code ?? "",
      earns,
      discountable,
      ...change,
    })),
  };
}
