import type { Id } from "@habitue/kit/brand";
import { FindingsOf as Findings } from "../../features/member/quality/FindingsOf";
import { LateWords } from "../LateWords";
import { QualityPage } from "./QualityPage";

/** What is found wrong with records comes in one piece, with its words. */
export const Quality = () => (
  <LateWords of="quality">
    <QualityPage />
  </LateWords>
);

export const FindingsOf = ({ memberId }: { memberId: Id }) => (
  <LateWords of="quality">
    <Findings memberId={memberId} />
  </LateWords>
);
