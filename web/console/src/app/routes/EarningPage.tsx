import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RulePage } from "../../components/RulePage";
import { earningQuery } from "../../features/program/api/get-earning";

/** How purchases become points, in words. */
export function EarningPage() {
  const { t } = useTranslation("program");
  const query = useQuery(earningQuery);
  return <RulePage title={t("earning.title")} purpose={t("earning.purpose")} query={query} />;
}
