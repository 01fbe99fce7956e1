import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../components/Page";
import type { PostingRecord } from "../api/get-posting";
import type { PostingProof } from "../api/get-proof";
import { CheckpointView } from "./CheckpointView";
import { Compare } from "./Compare";
import { LeafView } from "./LeafView";
import { StepList } from "./StepList";
import { Verdict } from "./Verdict";
import { canVerify, verdictOf, verify } from "./verify";

interface ProofViewProps {
  readonly posting: PostingRecord;
  readonly proof: PostingProof;
}

/** A proof, gone through step by step in this browser, and everything that it consists of. */
export function ProofView({ posting, proof }: ProofViewProps) {
  const { t } = useTranslation("posting");
  const { checkpoint, leaves } = proof;
  const { data: steps } = useQuery({
    queryKey: ["ledger", "verified", posting.id, checkpoint.note],
    queryFn: () => verify(posting, proof),
    enabled: canVerify(),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: "always",
  });
  return (
    <>
      {canVerify() && !steps && <Skeleton active paragraph={{ rows: 4 }} />}
      {!canVerify() && <Verdict outcome="unable" posting={posting} proof={proof} />}
      {steps && (
        <>
          <Verdict outcome={verdictOf(steps)} posting={posting} proof={proof} />
          <Panel title={t("proof.steps")}>
            <StepList steps={steps} leaves={leaves.length} size={checkpoint.size} />
          </Panel>
        </>
      )}
      <Panel title={t("proof.checkpoint")}>
        <CheckpointView checkpoint={checkpoint} />
      </Panel>
      <Panel title={t("compare.title")}>
        <Compare checkpoint={checkpoint} />
      </Panel>
      <Panel title={t("proof.leaves")}>
        {leaves.map((leaf) => (
          <LeafView key={leaf.index} leaf={leaf} />
        ))}
      </Panel>
    </>
  );
}
