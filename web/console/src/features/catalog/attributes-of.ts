import type { Article } from "./api/list-articles";
import type { Category } from "./api/list-categories";

/**
 * attributesOf are those of an article's category and of all above it, and of which it has a
 * value already: it may have come from another category.
 */
export function attributesOf<Kind extends { readonly code: string; readonly category?: string }>(
  article: Pick<Article, "category" | "attributes">,
  all: readonly Kind[],
  categories: readonly Pick<Category, "id" | "code" | "parent_id">[],
): Kind[] {
  const above = new Set<string>();
  let at = categories.find(({ code }) => code === article.category?.code);
  while (at && !above.has(at.code)) {
    above.add(at.code);
    const parent = at.parent_id;
    at = categories.find(({ id }) => id === parent);
  }
  return all.filter(
    ({ code, category }) => !category || above.has(category) || code in article.attributes,
  );
}
