import type { Id } from "@habitue/kit/brand";
import { MemberPicker } from "../../features/member/MemberPicker";
import { MemberCard } from "../../features/prepaid/MemberCard";
import { LateWords } from "../LateWords";
import { PrepaidEditPage } from "./PrepaidEditPage";
import { PrepaidPage } from "./PrepaidPage";

/** What there is of stored value comes in one piece, with its words. */
export const Prepaid = () => (
  <LateWords of="prepaid">
    <PrepaidPage />
  </LateWords>
);
export const PrepaidEdit = () => (
  <LateWords of="prepaid">
    <PrepaidEditPage />
  </LateWords>
);
export const Card = ({ memberId }: { memberId: Id }) => (
  <MemberCard memberId={memberId} picker={(onPick) => <MemberPicker onPick={onPick} />} />
);
