import { Change } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Table } from "../../../components/Table";
import type { PostingRecord } from "../api/get-posting";
import { type Lot, lotsOfPostingQuery } from "../api/list-lots";
import { Cause } from "../Cause";
import { PostingLink } from "../PostingLink";
import { useAssetNames } from "./asset-names";
import { type TouchedLot, touchesOf } from "./lots";
import styles from "./posting.module.css";

/** The lots that a posting opened, drew from, or put back into. */
export function PostingLots({ posting }: { posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  const query = useQuery(lotsOfPostingQuery(posting.member_id, posting.id));
  const columns = useTouchedColumns(posting);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (!query.data) {
    return <ProblemView size="small" thrown={query.error} onRetry={() => void query.refetch()} />;
  }
  const rows = touchesOf(posting, query.data);
  if (rows.length === 0) return <p className={styles.quiet}>{t("drawn.none")}</p>;
  return (
    <Table<TouchedLot>
      aria-label={t("drawn.title")}
      columns={columns}
      dataSource={rows}
      rowKey="id"
      pagination={false}
      scroll={{ x: 640 }}
    />
  );
}

function useTouchedColumns(posting: PostingRecord): TableColumnsType<TouchedLot> {
  const { t } = useTranslation("posting");
  const format = useFormat();
  const nameOf = useAssetNames(posting.member_id);
  return [
    {
      key: "touch",
      title: t("drawn.touch"),
      width: 110,
      render: (_, { touch }) => t(`drawn.touches.${touch}`),
    },
    {
      key: "moved",
      title: t("drawn.moved"),
      width: 160,
      align: "right",
      render: (_, { moved, asset }) => (
        <>
          <Change amount={moved} /> <small className="kit-unit">{nameOf(asset).unit}</small>
        </>
      ),
    },
    {
      key: "from",
      title: t("lots.from"),
      render: (_, lot) => <From lot={lot} posting={posting} />,
    },
    {
      key: "expires",
      title: t("lots.expires"),
      width: 120,
      render: (_, { expires_at }) => (expires_at ? <Day at={expires_at} /> : t("lots.never")),
    },
    {
      key: "remaining",
      title: t("drawn.remaining"),
      width: 140,
      align: "right",
      render: (_, { remaining, amount }) => (
        <span className="kit-figure">
          {t("drawn.of", { remaining: format.number(remaining), amount: format.number(amount) })}
        </span>
      ),
    },
  ];
}

function From({ lot, posting }: { lot: Lot; posting: PostingRecord }) {
  const { t } = useTranslation("posting");
  if (lot.posting_id === posting.id) return t("drawn.here");
  return (
    <>
      <PostingLink id={lot.posting_id} member={posting.member_id}>
        {lot.reason?.text ?? t("lots.merged")}
      </PostingLink>{" "}
      {lot.reference && <Cause reference={lot.reference} />}
    </>
  );
}
