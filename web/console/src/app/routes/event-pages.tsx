import type { Id } from "@habitue/kit/brand";
import { MemberEvents } from "../../features/event/MemberEvents";
import { LateWords } from "../LateWords";

/** What a member did between purchases comes with its words, when it is looked at. */
export const OfMember = ({ memberId }: { memberId: Id }) => (
  <LateWords of="event">
    <MemberEvents memberId={memberId} />
  </LateWords>
);
