import { Change } from "@habitue/kit/components/Amount";
import { Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { PostingRecord } from "../api/get-posting";
import { Cause } from "../Cause";
import { PostingLink } from "../PostingLink";
import { useAssetNames } from "../posting/asset-names";
import { changesOf } from "../posting/change";
import styles from "../posting/posting.module.css";

/** The columns of postings that were found. */
export function usePostingColumns(): TableColumnsType<PostingRecord> {
  const { t } = useTranslation("posting");
  return [
    {
      key: "when",
      title: t("found.when"),
      width: 160,
      render: (_, { occurred_at }) => <Moment at={occurred_at} />,
    },
    {
      key: "reason",
      title: t("found.reason"),
      width: 180,
      render: (_, { id, member_id, reason, reversed_by }) => (
        <>
          <PostingLink id={id} member={member_id}>
            {reason.text}
          </PostingLink>{" "}
          {reversed_by.length > 0 && <Tag color="warning">{t("found.reversed")}</Tag>}
        </>
      ),
    },
    {
      key: "changes",
      title: t("found.changes"),
      width: 200,
      align: "right",
      render: (_, posting) => <Changes posting={posting} />,
    },
    {
      key: "cause",
      title: t("found.cause"),
      render: (_, { reference }) => (reference ? <Cause reference={reference} /> : "—"),
    },
    {
      key: "key",
      title: t("found.key"),
      ellipsis: true,
      render: (_, { key }) => <span className={styles.quiet}>{key}</span>,
    },
  ];
}

function Changes({ posting }: { posting: PostingRecord }) {
  const format = useFormat();
  const nameOf = useAssetNames(posting.member_id);
  return changesOf(posting).map(({ asset, amount, moved }) => (
    <div key={asset}>
      {moved ? (
        <span className="kit-figure">{format.number(amount)}</span>
      ) : (
        <Change amount={amount} />
      )}{" "}
      <small className="kit-unit">{nameOf(asset).name}</small>
    </div>
  ));
}
