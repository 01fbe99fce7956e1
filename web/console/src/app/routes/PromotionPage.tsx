import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { RuleWords } from "../../components/RuleWords";
import { Versions } from "../../components/rule/Versions";
import { settingsQuery } from "../../features/org/api/get-settings";
import {
  budgetQuery,
  findingsQuery,
  type Promotion,
  promotionQuery,
} from "../../features/pricing/api/promotions";
import { versionsQuery } from "../../features/pricing/api/versions";
import { BudgetView } from "../../features/pricing/BudgetView";
import { Found } from "../../features/pricing/Findings";
import type { Kind } from "../../features/pricing/filter";
import styles from "../../features/pricing/pricing.module.css";
import { StatusTag } from "../../features/pricing/promotion-columns";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { editOf, type RuleSearch } from "../searches";
import { PromotionActs } from "./PromotionActs";

const route = getRouteApi("/frame/promotions/$promotion");

/** One promotion: what it says, whether it does anything, what is used of it, and its versions. */
export function PromotionPage() {
  return (
    <LateWords of="pricing">
      <Shown />
    </LateWords>
  );
}

function Shown() {
  const { t } = useTranslation("pricing");
  const id = asId(route.useParams().promotion);
  const navigate = useNavigate();
  const can = useCan();
  const { data, error, isPending, refetch } = useQuery(promotionQuery(id));
  const versions = useQuery(versionsQuery(id)).data?.items;
  const currency = useQuery(settingsQuery).data?.currency ?? "CNY";
  const budget = useQuery(budgetQuery(id)).data;
  const edit = (search: RuleSearch) =>
    void navigate({ to: "/promotions/$promotion/edit", params: { promotion: id }, search });
  return (
    <Page
      title={data?.name ?? id}
      purpose={t("page.purpose")}
      above={<Link to="/promotions">{t("list.title")}</Link>}
      action={data && <PromotionActs promotion={data} versions={versions ?? []} onEdit={edit} />}
    >
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Panel title={t("page.says")} extra={<StatusTag status={data.status} />}>
            <Findings of={data} />
            <RuleWords words={data.words ?? []} />
            <div className={styles.apart}>
              <About promotion={data} />
            </div>
          </Panel>
          {budget && data.version > 1 && (
            <Panel title={t("budget.title")}>
              <BudgetView budget={budget} currency={currency} />
            </Panel>
          )}
          {versions && (
            <Panel title={t("page.versions")}>
              <Versions
                list={versions.map((version) => ({ ...version, words: version.words ?? [] }))}
                label={t("page.versions")}
                onEdit={can("pricing:publish") ? (version) => edit(editOf(version)) : undefined}
              />
            </Panel>
          )}
        </>
      )}
    </Page>
  );
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
  const { t } = useTranslation("pricing");
  const { rule, valid_from, created_by, created_at, ended_at } = promotion;
  return (
    <Facts>
      <Fact name={t("list.kind")}>{t(`kind.${rule.offer.benefit.kind as Kind}`)}</Fact>
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
