import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../components/Page";
import { RuleInForce } from "../../components/rule/RuleInForce";
import { Versions } from "../../components/rule/Versions";
import { discardRule } from "../../features/profile/api/discard-rule";
import { draftRule } from "../../features/profile/api/draft-rule";
import { ruleQuery } from "../../features/profile/api/get-rule";
import { rulesQuery } from "../../features/profile/api/list-rules";
import { useCan } from "../../lib/permissions";
import { editOf } from "../searches";
import { useDiscard } from "./editor/useDiscard";

const stale = ["profile"];

/** The rule behind the classes, in words, and every version of it. */
export function ValueRule() {
  const { t } = useTranslation("profile");
  const navigate = useNavigate();
  const mayEdit = useCan()("profile:publish");
  const versions = useQuery(rulesQuery).data?.items;
  const throwAway = useDiscard({ discard: discardRule, draft: draftRule, stale });
  const edit = (search = {}) => void navigate({ to: "/profile/edit", search });
  return (
    <>
      <RuleInForce
        query={useQuery(ruleQuery)}
        action={mayEdit && <Button onClick={() => edit()}>{t("editor.open")}</Button>}
      />
      {versions && (
        <Panel title={t("editor.versions")}>
          <Versions
            list={versions}
            label={t("editor.versions")}
            onEdit={mayEdit ? (version) => edit(editOf(version)) : undefined}
            onDiscard={mayEdit ? (version) => void throwAway(version) : undefined}
          />
        </Panel>
      )}
    </>
  );
}
