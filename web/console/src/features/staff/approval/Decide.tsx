import { asProblem } from "@habitue/kit/api/problem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approveApproval } from "../api/approve-approval";
import type { ApprovalDetail } from "../api/get-approval";
import { refuseApproval } from "../api/refuse-approval";
import { withdrawApproval } from "../api/withdraw-approval";
import { ReasonDialog } from "../ReasonDialog";

interface DecideProps {
  readonly approval: ApprovalDetail;
  /** The reader's own account. */
  readonly own: string;
}

/** Approve or refuse what another one asked for, or take one's own asking back. */
export function Decide({ approval, own }: DecideProps) {
  const { t } = useTranslation("staff");
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [refusing, setRefusing] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["staff", "approvals"] });
  const approving = useMutation({
    mutationFn: () => approveApproval(approval.id, approval.hash),
    onSuccess: () => message.success(t("approval.approved")),
    onSettled: refresh,
  });
  const withdrawing = useMutation({
    mutationFn: () => withdrawApproval(approval.id),
    onSettled: refresh,
  });
  const thrown = approving.error ?? withdrawing.error;
  const mine = approval.asked_by.id === own;
  if (approval.status !== "asked") return null;
  return (
    <>
      {thrown && <Alert type="error" showIcon title={asProblem(thrown).detail} />}
      {mine && <Alert type="info" showIcon title={t("approval.ownHelp")} />}
      <Space>
        {approval.may_decide && (
          <>
            <Button
              type="primary"
              loading={approving.isPending}
              disabled={approval.changed}
              onClick={() => approving.mutate()}
            >
              {t("approval.approve")}
            </Button>
            <Button danger onClick={() => setRefusing(true)}>
              {t("approval.refuse")}
            </Button>
          </>
        )}
        {mine && (
          <Button loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            {t("approval.withdraw")}
          </Button>
        )}
      </Space>
      <ReasonDialog
        title={t("approval.refuseTitle")}
        consequence={t("approval.refuseHelp", { name: approval.asked_by.name })}
        verb={t("approval.refuse")}
        danger
        open={refusing}
        onClose={() => setRefusing(false)}
        onConfirm={async (reason) => {
          await refuseApproval(approval.id, reason);
          await refresh();
        }}
      />
    </>
  );
}
