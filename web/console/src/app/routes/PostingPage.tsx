import { asProblem } from "@habitue/kit/api/problem";
import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, App, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { type PostingRecord, postingQuery } from "../../features/ledger/api/get-posting";
import { PostingFacts } from "../../features/ledger/posting/PostingFacts";
import { PostingLegs } from "../../features/ledger/posting/PostingLegs";
import { PostingLots } from "../../features/ledger/posting/PostingLots";
import { PostingWhy } from "../../features/ledger/posting/PostingWhy";
import { ReverseDialog } from "../../features/ledger/posting/ReverseDialog";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { PostingRule } from "./PostingRule";
import { MemberName } from "./PostingsPage";
import styles from "./posting.module.css";

const route = getRouteApi("/frame/ledger/postings/$id");

/** One posting: both sides, why, which lots, what it undid, what undid it, and the proof. */
export function PostingPage() {
  return (
    <LateWords of="posting">
      <One />
    </LateWords>
  );
}

function One() {
  const { t } = useTranslation("posting");
  const { id } = route.useParams();
  const { member } = route.useSearch();
  const { data: posting, error, isPending, refetch } = useQuery(postingQuery(asId(id), member));
  return (
    <Page
      title={posting ? t("page.titled", { reason: posting.reason.text }) : t("page.title")}
      purpose={posting && t("page.purpose", { id: posting.id })}
      above={<Link to="/ledger/postings">{t("page.back")}</Link>}
      action={posting && <Actions posting={posting} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 8 }} />
        </Panel>
      )}
      {!posting && error && (
        <>
          <ProblemView thrown={error} onRetry={() => void refetch()} />
          {!member && asProblem(error).kind === "missing" && (
            <Alert type="info" showIcon title={t("page.late")} />
          )}
        </>
      )}
      {posting && <Content posting={posting} />}
    </Page>
  );
}

function Content({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const can = useCan();
  const { rule, approval_id } = posting;
  return (
    <>
      {posting.reversed_by.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(posting.reversible.length > 0 ? "page.partlyReversed" : "page.reversed")}
        />
      )}
      <Panel title={t("legs.title")}>
        <PostingLegs posting={posting} />
      </Panel>
      <Panel title={t("fact.title")}>
        <PostingFacts
          posting={posting}
          member={<MemberName id={posting.member_id} />}
          approval={
            approval_id &&
            (can("program:publish") ? (
              <Link to="/approvals/$id" params={{ id: approval_id }}>
                {approval_id}
              </Link>
            ) : (
              approval_id
            ))
          }
        />
      </Panel>
      <Panel title={t("why.title")}>
        <PostingWhy posting={posting} />
        {rule && can("program:read") && <PostingRule version={rule.version} />}
      </Panel>
      <Panel title={t("drawn.title")}>
        <PostingLots posting={posting} />
      </Panel>
    </>
  );
}

function Actions({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const { message } = App.useApp();
  const can = useCan();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const reversed = async () => {
    message.success(t("reverse.done"));
    await Promise.all(
      ["ledger", "member"].map((what) => queries.invalidateQueries({ queryKey: [what] })),
    );
  };
  return (
    <div className={styles.actions}>
      {can("ledger:post") && posting.reversible.length > 0 && (
        <>
          <Button danger onClick={() => setOpen(true)}>
            {t("reverse.open")}
          </Button>
          <ReverseDialog
            posting={posting}
            open={isOpen}
            onClose={() => setOpen(false)}
            onReversed={reversed}
          />
        </>
      )}
      <Link
        to="/ledger/postings/$id/proof"
        params={{ id: posting.id }}
        search={{ member: posting.member_id }}
        className={styles.proof}
      >
        {t("page.proof")}
      </Link>
    </div>
  );
}
