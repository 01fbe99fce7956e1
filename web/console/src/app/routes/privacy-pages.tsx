import type { Member } from "../../features/member/api/get-member";
import { MemberRequests } from "../../features/privacy/MemberRequests";
import { LateWords } from "../LateWords";
import { PrivacyRuleEditPage } from "./PrivacyRuleEditPage";
import { PrivacyRulePage } from "./PrivacyRulePage";
import { RequestsPage } from "./RequestsPage";

/** What members may ask for by right, and how long what is kept, come in one piece with their words. */
export const Requests = () => (
  <LateWords of="privacy">
    <RequestsPage />
  </LateWords>
);

export const Rule = () => (
  <LateWords of="privacy">
    <PrivacyRulePage />
  </LateWords>
);

export const RuleEdit = () => (
  <LateWords of="privacy">
    <PrivacyRuleEditPage />
  </LateWords>
);

export const OfMember = ({ member }: { member: Member }) => (
  <LateWords of="privacy">
    <MemberRequests memberId={member.id} active={member.status === "active"} />
  </LateWords>
);
