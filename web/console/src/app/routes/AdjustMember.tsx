import type { Id } from "@habitue/kit/brand";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Balance } from "../../features/ledger/api/list-entries";
import { LateWords } from "../LateWords";

const AdjustDialog = lazy(async () => ({
  default: (await import("../../features/ledger/adjust/AdjustDialog")).AdjustDialog,
}));

interface AdjustMemberProps {
  readonly memberId: Id;
  readonly balances: readonly Balance[];
}

/** Opens the adjusting of a member's value; it is fetched when somebody does. */
export function AdjustMember({ memberId, balances }: AdjustMemberProps) {
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
        {t("page.adjust")}
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <LateWords of="asset">
            <AdjustDialog
              memberId={memberId}
              balances={balances}
              open={open}
              onClose={() => setOpen(false)}
            />
          </LateWords>
        </Suspense>
      )}
    </>
  );
}
