import { id as asId } from "@habitue/kit/brand";
import { Day } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { settingsQuery } from "../../features/org/api/get-settings";
import {
  budgetQuery,
  findingsQuery,
  type Promotion,
  promotionQuery,
  type Rule,
} from "../../features/pricing/api/promotions";
import { editPromotion, versionsQuery } from "../../features/pricing/api/versions";
import { BudgetView } from "../../features/pricing/BudgetView";
import { Found } from "../../features/pricing/Findings";
import { GroupsView } from "../../features/pricing/groups/GroupsView";
import styles from "../../features/pricing/pricing.module.css";
import { StatusTag } from "../../features/pricing/promotion-columns";
import { kindOf } from "../../features/pricing/rule";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { RuleHome } from "./editor/RuleHome";
import { PromotionActs } from "./PromotionActs";

const route = getRouteApi("/frame/promotions/$promotion");

/** One promotion: what it says, whether it does anything, what is used of it, and its versions. */
export function PromotionPage() {
  return (
    <LateWords of="terms">
      <LateWords of="pricing">
        <Shown />
      </LateWords>
    </LateWords>
  );
}

function Shown() {
  const { t } = useTranslation(["pricing", "terms"]);
  const id = asId(route.useParams().promotion);
  const navigate = useNavigate();
  const query = useQuery(promotionQuery(id));
  const inForce = useQuery({ ...promotionQuery(id), select: ruleOf });
  const edits = useMemo(() => editPromotion(id), [id]);
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const budget = useQuery(budgetQuery(id)).data;
  const { data } = query;
  return (
    <RuleHome<Rule>
      words={{
        title: data?.name ?? id,
        purpose: t("page.purpose"),
        says: t("page.says"),
        draft: t("page.draft"),
        editDraft: t("page.editDraft"),
        versions: t("page.versions"),
      }}
      above={<Link to="/promotions">{t("list.title")}</Link>}
      query={inForce}
      list={useQuery(versionsQuery(id)).data?.items}
      mayEdit={useCan()("pricing:publish")}
      onEdit={(search = {}) =>
        void navigate({ to: "/promotions/$promotion/edit", params: { promotion: id }, search })
      }
      {...edits}
      stale={["pricing"]}
      acts={data && <PromotionActs promotion={data} />}
      status={data && <StatusTag status={data.status} />}
      notes={data && <Findings of={data} />}
      about={data && <About promotion={data} />}
    >
      {budget && data && data.version > 1 && (
        <Panel title={t("budget.title")}>
          <BudgetView budget={budget} currency={currency} />
        </Panel>
      )}
      {budget?.groups && (
        <Panel title={t("groups.title")}>
          <GroupsView promotion={id} tally={budget.groups} />
        </Panel>
      )}
    </RuleHome>
  );
}

/** The first version only says that it is off: what there is to see is the draft. */
function ruleOf({ version, valid_from, words }: Promotion) {
  return { version: version > 1 ? version : 0, valid_from, words };
}

function Findings({ of }: { of: Promotion }) {
  const findings = useQuery(findingsQuery).data?.items ?? [];
  const own = findings.filter(({ promotion }) => promotion.id === of.id);
  if (own.length === 0) return null;
  return (
    <div className={styles.findings} style={{ marginBlockEnd: 16 }}>
      {own.map((finding) => (
        <Found key={finding.code} finding={finding} />
      ))}
    </div>
  );
}

function About({ promotion }: { promotion: Promotion }) {
  const { t } = useTranslation(["pricing", "terms"]);
  const { rule, valid_from, created_by, created_at, ended_at } = promotion;
  return (
    <Facts>
      <Fact name={t("list.kind")}>{t(`terms:kind.${kindOf(rule)}`)}</Fact>
      {valid_from && (
        <Fact name={t("page.holds")}>
          <Day at={valid_from} />
        </Fact>
      )}
      <Fact name={t("page.created")}>
        {created_by} · <Day at={created_at} />
      </Fact>
      {ended_at && (
        <Fact name={t("page.ended")}>
          <Day at={ended_at} />
        </Fact>
      )}
    </Facts>
  );
}
