import { useInfiniteQuery, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList } from "../../components/DataList";
import { EmptyState } from "../../components/EmptyState";
import { Page, Panel } from "../../components/Page";
import { ArticleDialog } from "../../features/catalog/ArticleDialog";
import { ArticleFilters } from "../../features/catalog/ArticleFilters";
import { type Article, articlesQuery } from "../../features/catalog/api/list-articles";
import { goodsBrandsQuery } from "../../features/catalog/api/list-brands";
import { categoriesQuery } from "../../features/catalog/api/list-categories";
import { type SoldLately, useArticleColumns } from "../../features/catalog/article-columns";
import { BulkBar, filingsOf } from "../../features/catalog/BulkBar";
import { ImportList } from "../../features/catalog/ImportList";
import { useFiling } from "../../features/catalog/useFiling";
import { soldQuery } from "../../features/insight/api/get-sold";
import { rowsOf } from "../../lib/page";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

const route = getRouteApi("/frame/catalog/articles");

/** Everything that is sold: found, narrowed, and put right one by one or many at once. */
export function GoodsPage() {
  return (
    <LateWords of="catalog">
      <Goods />
    </LateWords>
  );
}

function Goods() {
  const { t } = useTranslation("catalog");
  const filter = route.useSearch();
  const setFilter = route.useNavigate();
  const navigate = useNavigate();
  const mayEdit = useCan()("catalog:write");
  const query = useInfiniteQuery(articlesQuery(filter));
  const rows = rowsOf(query.data);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const brands = useQuery(goodsBrandsQuery).data?.items ?? [];
  const [chosen, setChosen] = useState<string[]>([]);
  const filing = useFiling(() => setChosen([]));
  const articles = rows.filter(({ id }) => chosen.includes(id));
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const open = ({ id }: Article) => navigate({ to: "/catalog/articles/$id", params: { id } });
  return (
    <Page
      title={t("list.title")}
      purpose={t("list.purpose")}
      action={
        mayEdit && (
          <div style={{ display: "flex", gap: 8 }}>
            <LateWords of="prices">
              <ImportList kind="goods" />
            </LateWords>
            <NewArticle />
          </div>
        )
      }
    >
      <Panel>
        <ArticleFilters
          filter={filter}
          categories={categories}
          brands={brands}
          onChange={(search) => {
            setChosen([]);
            void setFilter({ search });
          }}
        />
        {articles.length > 0 && (
          <BulkBar
            chosen={articles}
            categories={categories}
            brands={brands}
            isBusy={filing.isPending}
            onChange={(change) => filing.mutate(filingsOf(articles, change))}
            onClear={() => setChosen([])}
          />
        )}
        <DataList<Article>
          query={query}
          columns={useArticleColumns(useSold(query.data?.pages ?? []))}
          label={t("list.title")}
          empty={<Nothing isNarrowed={isNarrowed} onClear={() => void setFilter({ search: {} })} />}
          minWidth={860}
          onOpen={open}
          {...(mayEdit && {
            selection: {
              chosen,
              onChoose: setChosen,
              nameOf: ({ name }) => t("list.choose", { name }),
            },
          })}
        />
      </Panel>
    </Page>
  );
}

/** What was sold of the articles that are shown, page by page, where the reader may see figures. */
function useSold(pages: readonly { readonly items: readonly Article[] }[]): SoldLately | undefined {
  const may = useCan()("insight:read");
  const answers = useQueries({
    queries: (may ? pages : []).map(({ items }) => soldQuery(items.map(({ id }) => id))),
  });
  if (!may) return undefined;
  const known = answers.flatMap(({ data }) => (data ? [data] : []));
  return {
    currency: known[0]?.currency ?? "CNY",
    of: new Map(known.flatMap(({ items }) => items.map((sold) => [sold.article_id, sold]))),
    isKnown: answers.every(({ data }) => data !== undefined),
  };
}

function NewArticle() {
  const { t } = useTranslation("catalog");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("edit.new")}
      </Button>
      <ArticleDialog
        categories={useQuery(categoriesQuery).data?.items ?? []}
        brands={useQuery(goodsBrandsQuery).data?.items ?? []}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async ({ id }) => {
          await queries.invalidateQueries({ queryKey: ["catalog"] });
          await navigate({ to: "/catalog/articles/$id", params: { id } });
        }}
      />
    </>
  );
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const { t } = useTranslation("catalog");
  if (!isNarrowed) return <EmptyState title={t("list.none")}>{t("list.noneHelp")}</EmptyState>;
  return (
    <EmptyState title={t("list.noMatch")}>
      <Button onClick={onClear}>{t("list.clear")}</Button>
    </EmptyState>
  );
}
