import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  discardSpending,
  draftSpending,
  spendingQuery,
  spendingsQuery,
} from "../../features/program/api/spending";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { RuleHome } from "./editor/RuleHome";

/** How points and stored value pay, in words, and every version of it. */
export function SpendingPage() {
  return (
    <LateWords of="spending">
      <Spending />
    </LateWords>
  );
}

function Spending() {
  const { t } = useTranslation("spending");
  const navigate = useNavigate();
  return (
    <RuleHome
      words={{
        title: t("title"),
        purpose: t("purpose"),
        draft: t("draft"),
        versions: t("versions"),
      }}
      query={useQuery(spendingQuery)}
      list={useQuery(spendingsQuery).data?.items}
      mayEdit={useCan()("program:publish")}
      onEdit={(search = {}) => void navigate({ to: "/program/spending/edit", search })}
      discard={discardSpending}
      draft={draftSpending}
      stale={["program", "spending"]}
    />
  );
}
