import type { Member } from "../../features/member/api/get-member";
import type { MemberFilter } from "../../features/member/filter";
import { Notes as MemberNotes } from "../../features/member/note/Notes";
import { BulkTags } from "../../features/member/tag/BulkTags";
import { MemberTags } from "../../features/member/tag/MemberTags";
import { LateWords } from "../LateWords";
import { TagsPage } from "./TagsPage";

/** What staff say of members by hand comes in one piece, with its words. */
export const Notes = ({ member }: { member: Member }) => (
  <LateWords of="care">
    <MemberNotes member={member} />
  </LateWords>
);

export const TagsOf = ({ member }: { member: Member }) => (
  <LateWords of="care">
    <MemberTags member={member} />
  </LateWords>
);

export const Tags = () => (
  <LateWords of="care">
    <TagsPage />
  </LateWords>
);

export const TagMany = ({ filter, onClose }: { filter: MemberFilter; onClose: () => void }) => (
  <LateWords of="care">
    <BulkTags filter={filter} onClose={onClose} />
  </LateWords>
);
