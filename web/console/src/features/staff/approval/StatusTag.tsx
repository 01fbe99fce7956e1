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

/** Where an approval is in its life. */
export function StatusTag({ status }: { status: Approval["status"] }) {
  const { t } = useTranslation("staff");
  return <Tag color={colours[status]}>{t(`approval.status.${status}`)}</Tag>;
}
