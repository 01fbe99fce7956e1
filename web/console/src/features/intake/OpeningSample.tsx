import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../components/Table";
import type { Run } from "./api/list-runs";
import { useAssetName, Worth } from "./Worth";

type Opening = NonNullable<Run["opening"]>;

/** The members of the sample as they were, before all of it was taken back. */
export function OpeningSample({ members }: { members: NonNullable<Opening["sample"]>["members"] }) {
  const { t } = useTranslation("intake");
  const called = useAssetName();
  return (
    <Table<(typeof members)[number]>
      aria-label={t("opening.sample")}
      rowKey="row"
      pagination={false}
      dataSource={members}
      scroll={{ x: 700 }}
      columns={[
        { key: "row", title: t("wrong.row"), dataIndex: "row", width: 90, align: "right" },
        {
          key: "who",
          title: t("opening.member"),
          width: 240,
          render: (_, { name, identity, joined }) => (
            <>
              {[name, identity].filter(Boolean).join(" ")}{" "}
              {joined && <Tag>{t("opening.isNew")}</Tag>}
            </>
          ),
        },
        {
          key: "has",
          title: t("opening.has"),
          render: (_, { balances, coupons }) => (
            <>
              {balances?.map(({ asset, amount, currency }) => (
                <div key={asset}>
                  {called(asset)} <Worth amount={amount} currency={currency} />
                </div>
              ))}
              {coupons ? t("opening.couponCount", { count: coupons }) : null}
            </>
          ),
        },
        { key: "level", title: t("opening.tiers"), dataIndex: "level", width: 120 },
      ]}
    />
  );
}
