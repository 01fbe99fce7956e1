import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { RulePage } from "../../components/RulePage";
import { ladderQuery } from "../../features/tier/api/get-ladder";

/** The tiers and how one moves between them, in words. */
export function LadderPage() {
  const { t } = useTranslation("tier");
  const query = useQuery(ladderQuery);
  return <RulePage title={t("ladder.title")} purpose={t("ladder.purpose")} query={query} />;
}
