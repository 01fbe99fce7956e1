import type { Member } from "../../features/member/api/get-member";
import { Consents as MemberConsents } from "../../features/member/consent/Consents";
import { LateWords } from "../LateWords";
import { ConsentTextsPage } from "./ConsentTextsPage";

/** What there is of a person beside value comes in one piece, with its words. */
export const ConsentTexts = () => (
  <LateWords of="person">
    <ConsentTextsPage />
  </LateWords>
);

export const Consents = ({ member }: { member: Member }) => (
  <LateWords of="person">
    <MemberConsents member={member} />
  </LateWords>
);
