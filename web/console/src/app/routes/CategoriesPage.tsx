import { asProblem } from "@habitue/kit/api/problem";
import { ProblemView } from "@habitue/kit/components/ProblemView";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "../../components/Page";
import { useConsequence } from "../../components/useConsequence";
import { useUndo } from "../../components/useUndo";
import { deleteCategory } from "../../features/catalog/api/delete-category";
import { editCategory } from "../../features/catalog/api/edit-category";
import { goodsBrandsQuery } from "../../features/catalog/api/list-brands";
import { type Category, categoriesQuery } from "../../features/catalog/api/list-categories";
import { Brands } from "../../features/catalog/Brands";
import { Categories } from "../../features/catalog/Categories";
import { CategoryDialog, codeAbove, placeOf } from "../../features/catalog/CategoryDialog";
import { categoryEarningQuery } from "../../features/program/api/get-category-earning";
import { EarnsWhat } from "../../features/program/EarnsWhat";
import { useCan } from "../../lib/permissions";
import { LateWords } from "../LateWords";

/** The tree of categories in its order, and the makers' brands. */
export function CategoriesPage() {
  return (
    <LateWords of="catalog">
      <Tree />
    </LateWords>
  );
}

function Tree() {
  const { t } = useTranslation("catalog");
  const can = useCan();
  const mayEdit = can("catalog:write");
  const [edited, setEdited] = useState<Category | "new">();
  const [asked, setAsked] = useState<Category>();
  const { data, error, refetch } = useQuery(categoriesQuery);
  const brands = useQuery(goodsBrandsQuery);
  const categories = data?.items ?? [];
  const acts = useActs(categories);
  return (
    <Page
      title={t("category.title")}
      purpose={t("category.purpose")}
      above={<Link to="/catalog/articles">{t("article.back")}</Link>}
      action={
        mayEdit && (
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("category.new")}
          </Button>
        )
      }
    >
      <Panel title={t("category.tree")}>
        {!data && error && <ProblemView thrown={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
        {data && (
          <Categories
            categories={categories}
            mayEdit={mayEdit}
            onEdit={setEdited}
            onAsk={can("program:read") ? setAsked : undefined}
            onPlace={acts.onPlace}
            onDelete={acts.onDelete}
          />
        )}
      </Panel>
      {brands.data && <Brands brands={brands.data.items} mayEdit={mayEdit} />}
      <CategoryDialog
        {...(edited !== "new" && edited && { category: edited })}
        categories={categories}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        onSaved={(saved) => acts.onSaved(saved, edited === "new" ? undefined : edited)}
      />
      <Modal
        open={asked !== undefined}
        title={t("category.earns", { name: asked?.name ?? "" })}
        footer={null}
        onCancel={() => setAsked(undefined)}
        destroyOnHidden
      >
        {asked && <Earning category={asked} />}
      </Modal>
    </Page>
  );
}

function Earning({ category }: { category: Category }) {
  return <EarnsWhat query={useQuery(categoryEarningQuery(category.id))} />;
}

/** What is done to a category, each with the way back. */
function useActs(categories: readonly Category[]) {
  const { t } = useTranslation("catalog");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const ask = useConsequence();
  const tell = useUndo();
  const again = () => queries.invalidateQueries({ queryKey: ["catalog"] });
  const put = async (seen: Category, as: Category, position: number) => {
    const parent = codeAbove(as, categories);
    const saved = await editCategory(seen.id, seen.version, {
      name_i18n: as.name_i18n,
      ...(parent && { parent }),
      position,
    });
    await again();
    return saved;
  };
  const onSaved = async (saved: Category, before: Category | undefined) => {
    await again();
    if (!before) return;
    const undo = () => put(saved, before, placeOf(before, categories));
    tell({ text: t("edit.done", { name: saved.name }), undo });
  };
  const onPlace = (category: Category, position: number) => {
    put(category, category, position).catch((thrown) => {
      message.error(asProblem(thrown).detail || t("category.failed"));
      void again();
    });
  };
  const onDelete = (category: Category) => {
    ask({
      title: t("category.deleteTitle", { name: category.name }),
      consequence: t("category.deleteHelp"),
      verb: t("category.delete"),
      destructive: true,
      onConfirm: async () => {
        await deleteCategory(category);
        await again();
      },
    });
  };
  return { onSaved, onPlace, onDelete };
}
