import type { ReactNode } from "react";
import type { Member } from "../../features/member/api/get-member";
import { Consents as MemberConsents } from "../../features/member/consent/Consents";
import { Devices as MemberDevices } from "../../features/member/Devices";
import { Details as MemberDetails } from "../../features/member/field/Details";
import { LateWords } from "../LateWords";
import { ConsentTextsPage } from "./ConsentTextsPage";
import { MemberFieldsPage } from "./MemberFieldsPage";

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

export const MemberFields = () => (
  <LateWords of="person">
    <MemberFieldsPage />
  </LateWords>
);

export const Details = ({ member, findings }: { member: Member; findings: ReactNode }) => (
  <LateWords of="person">
    <MemberDetails member={member} findings={findings} />
  </LateWords>
);

export const Devices = ({ member }: { member: Member }) => (
  <LateWords of="person">
    <MemberDevices member={member} />
  </LateWords>
);
