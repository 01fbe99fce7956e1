import { Change } from "@habitue/kit/components/Amount";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { PostingRecord } from "../api/get-posting";
import { useAssetNames } from "./asset-names";
import styles from "./posting.module.css";
import { isMembers, sideOf } from "./sides";

type Leg = PostingRecord["entries"][number];

/** Both sides of a posting: what the member got or gave, and where it came from or went to. */
export function PostingLegs({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const nameOf = useAssetNames(posting.member_id);
  const columns: TableColumnsType<Leg> = [
    {
      key: "whose",
      title: t("legs.whose"),
      width: 100,
      render: (_, { account }) => (
        <Tag color={isMembers(account) ? "blue" : "default"}>
          {t(isMembers(account) ? "legs.member" : "legs.house")}
        </Tag>
      ),
    },
    {
      key: "account",
      title: t("legs.account"),
      render: (_, { account }) => {
        const side = sideOf(account);
        return side ? t(`side.${side}`) : account;
      },
    },
    { key: "asset", title: t("legs.asset"), render: (_, { asset }) => nameOf(asset).name },
    {
      key: "amount",
      title: t("legs.amount"),
      width: 160,
      align: "right",
      render: (_, { amount, asset }) => (
        <>
          <Change amount={amount} /> <small className="kit-unit">{nameOf(asset).unit}</small>
        </>
      ),
    },
  ];
  return (
    <>
      <Table<Leg>
        aria-label={t("legs.title")}
        columns={columns}
        dataSource={posting.entries}
        rowKey={(leg) => posting.entries.indexOf(leg)}
        pagination={false}
        scroll={{ x: 480 }}
      />
      <p className={styles.quiet}>{t("legs.zero")}</p>
    </>
  );
}
