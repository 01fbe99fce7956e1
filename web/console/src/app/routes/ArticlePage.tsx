import { id as asId, type Id } from "@habitue/kit/brand";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { Moment } from "@habitue/kit/components/When";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../../components/Facts";
import { Page, Panel } from "../../components/Page";
import { useUndo } from "../../components/useUndo";
import { ArticleDialog, fieldsOf } from "../../features/catalog/ArticleDialog";
import { editArticle } from "../../features/catalog/api/edit-article";
import { articleQuery } from "../../features/catalog/api/get-article";
import type { Article } from "../../features/catalog/api/list-articles";
import { goodsBrandsQuery } from "../../features/catalog/api/list-brands";
import { categoriesQuery } from "../../features/catalog/api/list-categories";
import { EarnsTag } from "../../features/catalog/article-columns";
import { articleEarningQuery } from "../../features/program/api/get-article-earning";
import { EarnsWhat } from "../../features/program/EarnsWhat";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";
import { SoldOf } from "./ArticleSold";
import { ArticleTrade } from "./ArticleTrade";

const route = getRouteApi("/frame/catalog/articles/$id");

/** One article: what it is, what it earns and why, and what was sold of it. */
export function ArticlePage() {
  return (
    <LateWords of="catalog">
      <TheArticle />
    </LateWords>
  );
}

function TheArticle() {
  const { t } = useTranslation("catalog");
  const can = useCan();
  const { id } = route.useParams();
  const { data: article, error, isPending, refetch } = useQuery(articleQuery(asId(id)));
  return (
    <Page
      title={article?.name ?? t("article.title")}
      above={<Link to="/catalog/articles">{t("article.back")}</Link>}
      action={article && can("catalog:write") && <Edit article={article} />}
    >
      {isPending && (
        <Panel>
          <Skeleton active paragraph={{ rows: 6 }} />
        </Panel>
      )}
      {!article && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
      {article && (
        <>
          <Panel title={t("article.facts")} extra={<EarnsTag article={article} />}>
            <Known article={article} />
          </Panel>
          <ArticleTrade article={article} />
          {can("program:read") && <Earning id={article.id} />}
          {can("insight:read") && <SoldOf id={article.id} />}
          <p>
            {can("order:read") && (
              <Link to="/orders" search={{ article: article.code }}>
                {t("article.orders")}
              </Link>
            )}
            {can("staff:read") && (
              <>
                {" · "}
                <Link to="/staff/audit" search={{ subject_kind: "article", subject_id: id }}>
                  {t("article.trail")}
                </Link>
              </>
            )}
          </p>
        </>
      )}
    </Page>
  );
}

function Known({ article }: { article: Article }) {
  const { t } = useTranslation("catalog");
  const { category, brand } = article;
  return (
    <Facts>
      <Fact name={t("column.code")}>{article.code}</Fact>
      <Fact name={t("edit.kind")}>{t(`kind.${article.kind}`)}</Fact>
      <Fact name={t("column.category")}>
        {category && (
          <Link to="/catalog/articles" search={{ category: category.code }}>
            {category.name}
          </Link>
        )}
      </Fact>
      <Fact name={t("column.brand")}>{brand?.name}</Fact>
      <Fact name={t("article.state")}>
        {t(article.archived_at ? "state.archived" : "state.inUse")}
      </Fact>
      <Fact name={t("article.updated")}>
        <Moment at={article.updated_at} />
      </Fact>
    </Facts>
  );
}

function Earning({ id }: { id: Id }) {
  const { t } = useTranslation("catalog");
  return (
    <Panel title={t("article.earning")}>
      <EarnsWhat query={useQuery(articleEarningQuery(id))} />
    </Panel>
  );
}

function Edit({ article }: { article: Article }) {
  const { t } = useTranslation("catalog");
  const queries = useQueryClient();
  const tell = useUndo();
  const [isOpen, setOpen] = useState(false);
  const again = async () => {
    await queries.invalidateQueries({ queryKey: ["catalog"] });
    await queries.invalidateQueries({ queryKey: ["program", "earning", "article"] });
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("edit.change")}
      </Button>
      <ArticleDialog
        article={article}
        categories={useQuery(categoriesQuery).data?.items ?? []}
        brands={useQuery(goodsBrandsQuery).data?.items ?? []}
        open={isOpen}
        onClose={() => setOpen(false)}
        onSaved={async (saved) => {
          await again();
          tell({
            text: t("edit.done", { name: saved.name }),
            undo: async () => {
              await editArticle(saved.id, saved.version, fieldsOf(article));
              await again();
            },
          });
        }}
      />
    </>
  );
}
