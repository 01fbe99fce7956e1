import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../../components/Facts";
import { Panel } from "../../../components/Page";
import type { ApprovalDetail } from "../../staff/api/get-approval";
import { assetsQuery } from "../api/list-assets";
import { PostingLink } from "../PostingLink";
import { useAmounts } from "../useAmounts";

type AdjustmentToDecide = NonNullable<ApprovalDetail["adjustment"]>;

/** Whose value an adjustment changes, and what would come of it now, or came of it. */
export function Adjusted({ adjustment }: { adjustment: AdjustmentToDecide }) {
  const { t } = useTranslation("asset");
  const assets = useQuery(assetsQuery).data?.items ?? [];
  const { asset, member_id, before, after, problem, posting_id } = adjustment;
  const { currency = null, unit = "" } = assets.find(({ code }) => code === asset) ?? {};
  const written = useAmounts({ currency, unit });
  const figure = (amount: number) => <span className="kit-figure">{written(amount)}</span>;
  return (
    <Panel title={t("decide.title")}>
      {problem && <Alert type="warning" showIcon title={problem} style={{ marginBlockEnd: 12 }} />}
      <Facts>
        <Fact name={t("decide.member")}>
          <Link to="/members/$id" params={{ id: member_id }} search={{ tab: "accounts", asset }}>
            {t("decide.openMember")}
          </Link>
        </Fact>
        {before && <Fact name={t("decide.now")}>{figure(before.available)}</Fact>}
        {after && <Fact name={t("decide.then")}>{figure(after.available)}</Fact>}
        {posting_id && (
          <Fact name={t("decide.history")}>
            <PostingLink id={posting_id} member={member_id}>
              {t("decide.posting")}
            </PostingLink>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
