import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editFloor, floorQuery, floorsQuery } from "../../features/pricing/api/floor";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { RuleHome } from "./editor/RuleHome";

/** How much of a price offers leave above cost, in words, and every version of it. */
export function FloorPage() {
  return (
    <LateWords of="pricing">
      <Floor />
    </LateWords>
  );
}

function Floor() {
  const { t } = useTranslation("pricing");
  const navigate = useNavigate();
  return (
    <RuleHome
      words={{
        title: t("floor.title"),
        purpose: t("floor.purpose"),
        draft: t("floor.draft"),
        versions: t("floor.versions"),
      }}
      query={useQuery(floorQuery)}
      list={useQuery(floorsQuery).data?.items}
      mayEdit={useCan()("pricing:publish")}
      onEdit={(search = {}) => void navigate({ to: "/promotions/floor/edit", search })}
      discard={editFloor.discard}
      draft={editFloor.draft}
      stale={["pricing"]}
    />
  );
}
