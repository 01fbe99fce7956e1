import { EditOutlined } from "@ant-design/icons";
import { useFormat } from "@habitue/kit/format/reader";
import { Button, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../lib/permissions";
import type { LatePolicy } from "./api/get-late-policy";
import { LatePolicyDialog } from "./LatePolicyDialog";

/** The policy as one sentence for each bound, and the way to change it. */
export function LatePolicyWords({ policy, currency }: { policy: LatePolicy; currency: string }) {
  const { t } = useTranslation("order");
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const mayChange = useCan()("order:policy");
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
      {mayChange && (
        <>
          {" "}
          <Button
            type="link"
            size="small"
            icon={<EditOutlined />}
            onClick={() => setChanging(true)}
          >
            {t("policy.change")}
          </Button>
          <LatePolicyDialog
            policy={policy}
            currency={currency}
            open={changing}
            onClose={() => setChanging(false)}
          />
        </>
      )}
    </Typography.Paragraph>
  );
}
