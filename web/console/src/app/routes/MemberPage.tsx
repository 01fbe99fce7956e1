import { id as asId, type Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Skeleton, Space } from "antd";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { Balances } from "../../features/ledger/Balances";
import { type Member, memberQuery } from "../../features/member/api/get-member";
import { InShort } from "../../features/member/InShort";
import { MemberCard } from "../../features/member/MemberCard";
import { ValueCard } from "../../features/profile/ValueCard";
import { StandingCard } from "../../features/tier/StandingCard";
import { useCan } from "../../lib/permissions";
import { AdjustMember } from "./AdjustMember";
import { AttachReceipt } from "./Attach";
import { MemberTabs } from "./MemberTabs";
import { MergedInto, MergeMember } from "./MergeMember";
import styles from "./member.module.css";

const TagsOf = lazy(async () => ({
  default: (await import("./care-pages")).TagsOf,
}));

const route = getRouteApi("/frame/members/$id");

/** One member: who, what level, what value, and everything that led there. */
export function MemberPage() {
  const { t } = useTranslation("member");
  const can = useCan();
  const memberId = asId(route.useParams().id);
  const { data: member, error, isPending, refetch } = useQuery(memberQuery(memberId));
  return (
    <Page
      title={member ? t("page.titled", { number: member.number }) : t("page.title")}
      above={<Link to="/members">{t("page.back")}</Link>}
      action={
        member?.status === "active" && (
          <Space>
            {can("ledger:adjust") && (
              <AdjustMember memberId={memberId} balances={member.balances} />
            )}
            {can("member:merge") && <MergeMember memberId={memberId} />}
            {can("order:attach") && <AttachReceipt memberId={memberId} />}
          </Space>
        )
      }
    >
      {isPending && <Waiting />}
      {!member && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {member && <MergedInto member={member} />}
      {member && (
        <div className={styles.sides}>
          <Who member={member} />
          <div className={styles.main}>
            <MemberTabs member={member} />
          </div>
          <Worth member={member} />
        </div>
      )}
    </Page>
  );
}

function Who({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  return (
    <aside className={styles.who} aria-label={t("card.title")}>
      <Panel title={t("card.title")}>
        <MemberCard key={member.id} member={member} />
        <TagsOf member={member} />
        <InShort member={member} />
      </Panel>
    </aside>
  );
}

function Worth({ member }: { member: Member }) {
  const { t } = useTranslation(["profile", "ledger"]);
  const can = useCan();
  return (
    <aside className={styles.worth} aria-label={t("profile:card.title")}>
      {can("tier:read") && <Tier memberId={member.id} />}
      {can("profile:read") && member.profiled && <Value memberId={member.id} />}
      {can("profile:read") && !member.profiled && <NoValue />}
      {can("ledger:read") && (
        <Panel
          title={t("ledger:balances.title")}
          extra={
            <Link to="/members/$id/statement" params={{ id: member.id }}>
              {t("ledger:balances.statement")}
            </Link>
          }
        >
          <Balances balances={member.balances} />
        </Panel>
      )}
    </aside>
  );
}

function Tier({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("tier");
  return (
    <Panel title={t("standing.title")}>
      <StandingCard memberId={memberId} />
    </Panel>
  );
}

function Value({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("profile");
  return (
    <Panel title={t("card.title")}>
      <ValueCard memberId={memberId} />
    </Panel>
  );
}

/** Of who refused profiling, or is restricted, nothing is reckoned. */
function NoValue() {
  const { t } = useTranslation(["profile", "member"]);
  return <Panel title={t("profile:card.title")}>{t("member:card.unprofiledHelp")}</Panel>;
}

function Waiting() {
  return (
    <div className={styles.sides} aria-busy="true">
      <Panel>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Panel>
      <Panel>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Panel>
    </div>
  );
}
