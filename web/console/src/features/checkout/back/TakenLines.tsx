import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "../checkout.module.css";
import type { Taken } from "./wish";

/** What can be taken instead, found by typing. */
export interface Goods {
  readonly articles: readonly { readonly value: string; readonly label: string }[];
  readonly onSearch: (typed: string) => void;
}

interface TakenLinesProps {
  readonly taken: readonly Taken[];
  readonly goods: Goods;
  readonly onChange: (taken: readonly Taken[]) => void;
}

const most = 50;

/** What is taken instead. */
export function TakenLines({ taken, goods, onChange }: TakenLinesProps) {
  const { t } = useTranslation("checkout");
  const put = (at: number, change: Partial<Taken>) =>
    onChange(taken.map((line, index) => (index === at ? { ...line, ...change } : line)));
  return (
    <section className={styles.taken} aria-label={t("back.taken")}>
      {taken.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place
        <div className={styles.takenLine} key={at}>
          <Select
            aria-label={t("back.takenArticle", { number: at + 1 })}
            popupMatchSelectWidth={false}
            showSearch={{ filterOption: false, onSearch: goods.onSearch }}
            value={line.article || null}
            placeholder={t("back.find")}
            options={[...goods.articles]}
            onChange={(article) => put(at, { article: article ?? "" })}
          />
          <InputNumber<number>
            aria-label={t("back.takenQuantity", { number: at + 1 })}
            min={1}
            max={10_000}
            precision={0}
            value={line.quantity}
            onChange={(quantity) => put(at, { quantity: quantity ?? 1 })}
          />
          <Button
            type="text"
            aria-label={t("back.remove", { number: at + 1 })}
            onClick={() => onChange(taken.filter((_, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          disabled={taken.length >= most}
          onClick={() => onChange([...taken, { article: "", quantity: 1 }])}
        >
          {t("back.add")}
        </Button>
      </div>
    </section>
  );
}
