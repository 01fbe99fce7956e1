import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { RuleWords } from "../../components/RuleWords";
import { Differences } from "../../components/rule/Differences";
import { Adjusted } from "../../features/ledger/adjust/Adjusted";
import { rulesQuery } from "../../features/profile/api/list-rules";
import { RuleTrial } from "../../features/profile/RuleTrial";
import { earningsQuery } from "../../features/program/api/list-earnings";
import { Trial } from "../../features/program/edit/Trial";
import { type ApprovalDetail, approvalQuery } from "../../features/staff/api/get-approval";
import { Decide } from "../../features/staff/approval/Decide";
import { StatusTag } from "../../features/staff/approval/StatusTag";
import { laddersQuery } from "../../features/tier/api/list-ladders";
import { WhatIf } from "../../features/tier/edit/WhatIf";
import { LateWords } from "../LateWords";
import { useChoices } from "./editor/choices";
import { FloorTried } from "./FloorTried";
import { PrivacyTried } from "./PrivacyTried";
import { PromotionTried } from "./PromotionTried";

const route = getRouteApi("/frame/approvals/$id");
const frame = getRouteApi("/frame");

/** What somebody asked for: what it changes, what it would do, and the decision. */
export function ApprovalPage() {
  const { t } = useTranslation("staff");
  const { id } = route.useParams();
  const { session } = frame.useRouteContext();
  const { data: approval, error, refetch } = useQuery(approvalQuery(asId(id)));
  const title = approval
    ? t(`approval.kind.${approval.kind}`, { version: approval.subject })
    : t("approval.title");
  return (
    <Page title={title} above={<Link to="/approvals">{t("approval.title")}</Link>}>
      {error && !approval && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {!approval && !error && <Skeleton active />}
      {approval && (
        <>
          <Panel title={t("approval.asking")} extra={<StatusTag approval={approval} />}>
            <AskedFor approval={approval} />
            <Decide approval={approval} own={session.staff.id} />
          </Panel>
          {approval.adjustment ? (
            <LateWords of="asset">
              <Adjusted adjustment={approval.adjustment} />
            </LateWords>
          ) : (
            <Panel title={t("approval.differences")}>
              <Differences list={approval.differences} />
            </Panel>
          )}
          {approval.status === "asked" && <Tried approval={approval} />}
          <Panel title={t(approval.adjustment ? "approval.what" : "approval.words")}>
            <RuleWords words={approval.words} />
          </Panel>
        </>
      )}
    </Page>
  );
}

function AskedFor({ approval }: { approval: ApprovalDetail }) {
  const { t } = useTranslation("staff");
  const { note, asked_by, asked_at, starts_at, decided_by, decided_at, reason, fault } = approval;
  return (
    <>
      {approval.changed && approval.status === "asked" && (
        <Alert type="warning" showIcon title={t("approval.changed")} />
      )}
      {fault && <Alert type="error" showIcon title={fault} />}
      <Facts>
        <Fact name={t("approval.note")}>{note || "—"}</Fact>
        <Fact name={t("approval.askedBy")}>
          {asked_by.name} · <Moment at={asked_at} />
        </Fact>
        <Fact name={t("approval.starts")}>
          {starts_at ? <Moment at={starts_at} /> : t("approval.atOnce")}
        </Fact>
        {decided_by && decided_at && (
          <Fact name={t("approval.decidedBy")}>
            {decided_by.name} · <Moment at={decided_at} />
          </Fact>
        )}
        {reason && <Fact name={t("approval.reason")}>{reason}</Fact>}
      </Facts>
    </>
  );
}

/** The same preview as its author had, for the draft as it is. */
function Tried({ approval: { kind, subject } }: { approval: ApprovalDetail }) {
  const { currency } = useChoices();
  const earnings = useQuery({ ...earningsQuery, enabled: kind === "earning_rule" }).data?.items;
  const ladders = useQuery({ ...laddersQuery, enabled: kind === "ladder" }).data?.items;
  const values = useQuery({ ...rulesQuery, enabled: kind === "profile_rule" }).data?.items;
  const asked = ({ version }: { version: number }) => String(version) === subject;
  const rule = earnings?.find(asked)?.body;
  const ladder = ladders?.find(asked)?.body;
  const value = values?.find(asked)?.body;
  return (
    <>
      {rule && <Trial rule={rule} currency={currency} />}
      {ladder && <WhatIf ladder={ladder} />}
      {value && <RuleTrial rule={value} />}
      {kind === "promotion" && <PromotionTried subject={subject} />}
      {kind === "floor_rule" && <FloorTried subject={subject} />}
      {kind === "privacy_rule" && <PrivacyTried subject={subject} />}
    </>
  );
}
