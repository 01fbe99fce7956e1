import type { Id } from "@habitue/kit/brand";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "../../features/member/api/get-member";
import { LateWords } from "../LateWords";

const MergeDialog = lazy(async () => ({ default: (await import("./merge-pages")).Dialog }));

/** Opens the merging of a member with another; it is fetched when somebody does. */
export function MergeMember({ memberId }: { memberId: Id }) {
  const { t } = useTranslation("member");
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        {t("page.merge")}
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <LateWords of="merge">
            <MergeDialog memberId={memberId} open={open} onClose={() => setOpen(false)} />
          </LateWords>
        </Suspense>
      )}
    </>
  );
}

/** Leads from a record that was merged to the member who goes on. */
export function MergedInto({ member }: { member: Member }) {
  const { t } = useTranslation("member");
  if (!member.merged_into) return null;
  const { id, number } = member.merged_into;
  return (
    <Alert
      type="info"
      showIcon
      title={t("page.merged")}
      action={
        <Link to="/members/$id" params={{ id }}>
          {t("page.survivor", { number })}
        </Link>
      }
    />
  );
}
