import type { Id } from "@habitue/kit/brand";
import { MemberAccesses } from "../../features/member/access/MemberAccesses";
import { LateWords } from "../LateWords";
import { AccessPage } from "./AccessPage";

/** Who saw personal data comes in one piece, with the words of the trail. */
export const Accesses = () => (
  <LateWords of="trail">
    <AccessPage />
  </LateWords>
);

export const OfMember = ({ memberId }: { memberId: Id }) => (
  <LateWords of="trail">
    <MemberAccesses memberId={memberId} />
  </LateWords>
);
