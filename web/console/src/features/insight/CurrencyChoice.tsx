import { asProblem } from "@habitue/kit/api/problem";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./insight.module.css";

/** currenciesOf reads which currencies there are from the refusal to add them up. */
export function currenciesOf(thrown: unknown): string[] {
  if (!thrown) return [];
  const { code, detail } = asProblem(thrown);
  return code === "insight.several_currencies" ? (detail.match(/\b[A-Z]{3}\b/g) ?? []) : [];
}

interface CurrencyChoiceProps {
  readonly currencies: readonly string[];
  readonly onChange: (currency: string) => void;
}

/** Amounts of several currencies are not added up: one is chosen. */
export function CurrencyChoice({ currencies, onChange }: CurrencyChoiceProps) {
  const { t } = useTranslation("insight");
  return (
    <Alert
      type="info"
      showIcon
      title={t("currency.title")}
      description={
        <div className={styles.currencies}>
          {currencies.map((currency) => (
            <Button key={currency} onClick={() => onChange(currency)}>
              {t("currency.only", { currency })}
            </Button>
          ))}
        </div>
      }
    />
  );
}
