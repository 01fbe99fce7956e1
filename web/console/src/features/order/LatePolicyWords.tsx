import { useFormat } from "@habitue/kit/format/reader";
import { Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { LatePolicy } from "./api/get-late-policy";

/** The policy as one sentence for each bound. */
export function LatePolicyWords({ policy, currency }: { policy: LatePolicy; currency: string }) {
  const { t } = useTranslation("order");
  const format = useFormat();
  return (
    <Typography.Paragraph type="secondary">
      {t("policy.words", {
        window: policy.window_days,
        amount: format.moneyBrief(policy.reason_above, currency),
        memberDay: policy.member_day,
        memberMonth: policy.member_month,
        staffDay: policy.staff_day,
        staffMonth: policy.staff_month,
      })}
    </Typography.Paragraph>
  );
}
