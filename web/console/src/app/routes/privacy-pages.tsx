import type { Member } from "../../features/member/api/get-member";
import { MemberRequests } from "../../features/privacy/MemberRequests";
import { LateWords } from "../LateWords";
import { RequestsPage } from "./RequestsPage";

/** What members may ask for by right comes in one piece, with its words. */
export const Requests = () => (
  <LateWords of="privacy">
    <RequestsPage />
  </LateWords>
);

export const OfMember = ({ member }: { member: Member }) => (
  <LateWords of="privacy">
    <MemberRequests memberId={member.id} active={member.status === "active"} />
  </LateWords>
);
