import { asProblem } from "@habitue/kit/api/problem";
import { id as asId } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { type PostingRecord, postingQuery } from "../../features/ledger/api/get-posting";
import { proofQuery } from "../../features/ledger/api/get-proof";
import { ProofView } from "../../features/ledger/proof/ProofView";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/ledger/postings/$id/proof");

/** Shows that a posting is as it was when it was signed, and lets anyone check it here. */
export function ProofPage() {
  return (
    <LateWords of="posting">
      <Proved />
    </LateWords>
  );
}

function Proved() {
  const { t } = useTranslation("posting");
  const { id } = route.useParams();
  const { member } = route.useSearch();
  const { data: posting, error, isPending, refetch } = useQuery(postingQuery(asId(id), member));
  return (
    <Page
      title={t("proof.title")}
      purpose={t("proof.purpose")}
      above={
        <Link to="/ledger/postings/$id" params={{ id }} search={{ member }}>
          {t("proof.back")}
        </Link>
      }
    >
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {!posting && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {posting && <Proof posting={posting} />}
    </Page>
  );
}

function Proof({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const query = useQuery(proofQuery(posting.member_id, posting.id));
  const { data: proof, error, isPending, isFetching, refetch } = query;
  if (isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (proof) return <ProofView posting={posting} proof={proof} />;
  const { code, detail } = asProblem(error);
  if (code !== "ledger.not_logged" && code !== "ledger.no_checkpoint") {
    return <ProblemView thrown={error} onRetry={() => void refetch()} />;
  }
  // Signed every second in which something was posted: a moment later it is there.
  return (
    <Panel>
      <EmptyState title={t("proof.notYet")}>
        <p>{detail}</p>
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t("proof.again")}
        </Button>
      </EmptyState>
    </Panel>
  );
}
