import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Approval } from "../api/list-approvals";

const colours: Record<Approval["status"], string> = {
  asked: "processing",
  approved: "processing",
  done: "success",
  refused: "error",
  failed: "error",
  withdrawn: "default",
  expired: "default",
};

type Ended = Extract<Approval["status"], "done" | "failed">;

/** A rule ends as published or not; an adjustment as done or not. */
const ofAdjustment: Record<Ended, "executed" | "notExecuted"> = {
  done: "executed",
  failed: "notExecuted",
};

/** Where an approval is in its life. */
export function StatusTag({ approval }: { approval: Pick<Approval, "kind" | "status"> }) {
  const { t } = useTranslation("staff");
  const { kind, status } = approval;
  const ended = kind === "adjustment" && (status === "done" || status === "failed");
  return (
    <Tag color={colours[status]}>
      {t(`approval.status.${ended ? ofAdjustment[status] : status}`)}
    </Tag>
  );
}
