import type { Id } from "@habitue/kit/brand";
import { Money } from "@habitue/kit/components/Amount";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day, Moment } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Fact, Facts } from "../../components/Facts";
import { Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import {
  articleChannelsQuery,
  articlePricesQuery,
  articleStockQuery,
} from "../../features/catalog/api/get-article-parts";

/** What an article costs by every list, what holds in each channel now, and what was reported of it. */
export function ArticlePrices({ id }: { id: Id }) {
  return (
    <>
      <Prices id={id} />
      <Channels id={id} />
      <Stock id={id} />
    </>
  );
}

function Prices({ id }: { id: Id }) {
  const { t } = useTranslation("prices");
  const { data, error, isPending, refetch } = useQuery(articlePricesQuery(id));
  return (
    <Panel title={t("trade.prices")}>
      {isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {!data && error && <ProblemView size="small" thrown={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState title={t("trade.noPrices")} />}
      {data && data.items.length > 0 && (
        <Table
          aria-label={t("trade.prices")}
          size="small"
          pagination={false}
          scroll={{ x: 640 }}
          rowKey={({ list_id, article, from }) => `${list_id} ${article} ${from}`}
          dataSource={data.items}
          columns={[
            {
              key: "list",
              title: t("list.title"),
              render: (_, { list_id, list }) => (
                <Link to="/catalog/price-lists/$id" params={{ id: list_id }}>
                  {list.name}
                </Link>
              ),
            },
            {
              key: "price",
              title: t("column.price"),
              align: "right",
              width: 112,
              render: (_, { amount, currency }) => <Money amount={amount} currency={currency} />,
            },
            {
              key: "member",
              title: t("column.member"),
              render: (_, { member, currency }) =>
                Object.entries(member).map(([level, amount]) => (
                  <Tag key={level}>
                    {level === "*" ? t("change.everyMember") : level}{" "}
                    <Money amount={amount} currency={currency} />
                  </Tag>
                )),
            },
            {
              key: "when",
              title: t("column.when"),
              render: (_, { from, until }) => (
                <>
                  {from ? <Day at={from} /> : t("where.ever")} –{" "}
                  {until ? <Day at={until} /> : t("where.open")}
                </>
              ),
            },
            {
              key: "state",
              width: 96,
              render: (_, { state }) => (
                <Tag color={state === "in_force" ? "success" : "default"}>
                  {t(`state.${state}`)}
                </Tag>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Channels({ id }: { id: Id }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const { data } = useQuery(articleChannelsQuery(id));
  if (!data) return null;
  return (
    <Panel title={t("trade.channels")}>
      <Facts>
        {data.channels.map(({ channel, amount, list, quantity_milli }) => (
          <Fact key={channel.code} name={channel.name}>
            {amount === null ? (
              t("change.none")
            ) : (
              <>
                <Money amount={amount} currency={data.currency} /> <Tag>{list}</Tag>
              </>
            )}
            {quantity_milli !== null &&
              t("differences.stock", { n: format.number(quantity_milli / 1000) })}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}

function Stock({ id }: { id: Id }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const { data } = useQuery(articleStockQuery(id));
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t("trade.stock")}>
      <Table
        aria-label={t("trade.stock")}
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        rowKey={({ store, channel }) => `${store?.code} ${channel?.code}`}
        dataSource={data.items}
        columns={[
          {
            key: "store",
            title: t("column.stores"),
            render: (_, { store }) => store?.name ?? t("where.noStore"),
          },
          {
            key: "channel",
            title: t("column.channels"),
            render: (_, { channel }) => channel?.name ?? t("where.everyChannel"),
          },
          {
            key: "quantity",
            title: t("column.quantity"),
            align: "right",
            render: (_, { quantity_milli }) => format.number(quantity_milli / 1000),
          },
          {
            key: "at",
            title: t("column.countedAt"),
            render: (_, { counted_at }) => <Moment at={counted_at} />,
          },
          { key: "by", title: t("column.by"), dataIndex: "reported_by", ellipsis: true },
        ]}
      />
    </Panel>
  );
}
