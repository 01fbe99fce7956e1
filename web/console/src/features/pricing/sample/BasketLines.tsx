import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../../../components/rule/rule.module.css";
import type { GoodsChoices } from "../../../components/terms/terms";
import type { Sample } from "../api/trial";
import own from "../pricing.module.css";

type Line = Sample["lines"][number];

interface BasketLinesProps {
  readonly lines: readonly Line[];
  readonly goods: GoodsChoices;
  readonly onChange: (lines: Line[]) => void;
}

/** What is in the sample basket. */
export function BasketLines({ lines, goods, onChange }: BasketLinesProps) {
  const { t } = useTranslation("pricing");
  const put = (at: number, change: Partial<Line>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...change } : line)));
  const unused = goods.articles.find(({ value }) =>
    lines.every(({ article }) => article !== value),
  );
  return (
    <div className={styles.cards}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place
        <div className={own.line} key={at}>
          <Select
            aria-label={t("sample.article", { number: at + 1 })}
            popupMatchSelectWidth={false}
            showSearch={{ filterOption: false, onSearch: goods.onSearch }}
            value={line.article}
            options={[...goods.articles]}
            onChange={(article) => put(at, { article })}
          />
          <InputNumber<number>
            aria-label={t("sample.quantity", { number: at + 1 })}
            min={1}
            max={1000}
            precision={0}
            value={line.quantity}
            onChange={(quantity) => put(at, { quantity: quantity ?? 1 })}
          />
          <Button
            type="text"
            disabled={lines.length === 1}
            aria-label={t("sample.remove", { number: at + 1 })}
            onClick={() => onChange(lines.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          disabled={!unused || lines.length >= 20}
          onClick={() => unused && onChange([...lines, { article: unused.value, quantity: 1 }])}
        >
          {t("sample.add")}
        </Button>
      </div>
    </div>
  );
}
