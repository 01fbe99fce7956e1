import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Day } from "@habitue/kit/components/When";
import { useFormat } from "@habitue/kit/format/reader";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { Table } from "../../components/Table";
import { type PriceList, priceListsQuery } from "../../features/catalog/api/list-price-lists";
import { ImportList } from "../../features/catalog/ImportList";
import { PriceListDialog } from "../../features/catalog/PriceListDialog";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { usePlaces } from "./usePlaces";

/** Price lists: where and when each holds, and which goes first. */
export function PriceListsPage() {
  return (
    <LateWords of="prices">
      <Lists />
    </LateWords>
  );
}

function Lists() {
  const { t } = useTranslation("prices");
  const can = useCan();
  const query = useQuery(priceListsQuery);
  const lists = query.data?.items ?? [];
  return (
    <Page
      title={t("lists.title")}
      purpose={t("lists.purpose")}
      action={
        can("catalog:price") && (
          <div style={{ display: "flex", gap: 8 }}>
            <ImportList kind="prices" />
            <NewList />
          </div>
        )
      }
    >
      <Panel>
        {query.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
        {!query.data && query.error && (
          <ProblemView thrown={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data && lists.length === 0 && (
          <EmptyState title={t("lists.none")}>{t("lists.noneHelp")}</EmptyState>
        )}
        {lists.length > 0 && <TheLists lists={lists} />}
      </Panel>
      <Panel title={t("rule.title")}>
        <p>{t("rule.text")}</p>
      </Panel>
    </Page>
  );
}

function TheLists({ lists }: { lists: readonly PriceList[] }) {
  const { t } = useTranslation("prices");
  const format = useFormat();
  const places = usePlaces();
  return (
    <Table<PriceList>
      aria-label={t("lists.title")}
      rowKey="id"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={[...lists].sort((a, b) => b.priority - a.priority)}
      columns={[
        {
          key: "name",
          title: t("column.name"),
          render: (_, { id, name, archived_at }) => (
            <>
              <Link to="/catalog/price-lists/$id" params={{ id }}>
                {name}
              </Link>{" "}
              {archived_at && <Tag>{t("list.isArchived")}</Tag>}
            </>
          ),
        },
        { key: "code", dataIndex: "code", title: t("column.code"), width: 112, ellipsis: true },
        {
          key: "where",
          title: t("column.where"),
          render: (_, list) => places.words(list).join(t("file.comma")),
        },
        {
          key: "when",
          title: t("column.when"),
          width: 184,
          render: (_, { from, until }) =>
            from === null && until === null ? (
              t("where.always")
            ) : (
              <>
                {from ? <Day at={from} /> : t("where.ever")} –{" "}
                {until ? <Day at={until} /> : t("where.open")}
              </>
            ),
        },
        {
          key: "priority",
          title: t("column.priority"),
          width: 88,
          align: "right",
          render: (_, { priority }) => format.number(priority),
        },
        { key: "currency", dataIndex: "currency", title: t("column.currency"), width: 80 },
        {
          key: "articles",
          title: t("column.articles"),
          width: 112,
          align: "right",
          render: (_, { articles }) =>
            t("lists.articles", { count: articles, n: format.number(articles) }),
        },
      ]}
    />
  );
}

function NewList() {
  const { t } = useTranslation("prices");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const places = usePlaces();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("list.new")}
      </Button>
      <PriceListDialog
        {...places}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async ({ id }) => {
          await queries.invalidateQueries({ queryKey: ["catalog"] });
          await navigate({ to: "/catalog/price-lists/$id", params: { id } });
        }}
      />
    </>
  );
}
