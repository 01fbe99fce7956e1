import { useState } from "react";
import type { Member } from "../../features/member/api/get-member";
import { Identities } from "../../features/member/identity/Identities";
import { MergeDialog } from "../../features/member/merge/MergeDialog";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

/** By what a member is known; what turns out to be another record's leads to the merge. */
export function MemberIdentities({ member }: { member: Member }) {
  const can = useCan();
  const [merging, setMerging] = useState(false);
  return (
    <LateWords of="person">
      <Identities
        member={member}
        onMerge={can("member:merge") ? () => setMerging(true) : undefined}
      />
      {merging && (
        <LateWords of="merge">
          <MergeDialog memberId={member.id} open onClose={() => setMerging(false)} />
        </LateWords>
      )}
    </LateWords>
  );
}
