import { useTranslation } from "react-i18next";

/** useUnit says in what a measure is counted. */
export function useUnit(currency: string): (of: string) => string {
  const { t } = useTranslation("profile");
  return (of) => {
    switch (of) {
      case "recency":
      case "tenure":
        return t("unit.days");
      case "orders":
        return t("unit.times");
      case "spend":
      case "average":
        return currency;
      default:
        return t("unit.score");
    }
  };
}
