import { id } from "@habitue/kit/brand";
import { type DifferenceFilter, differenceAnswers } from "../features/catalog/difference-filter";
import { type ArticleFilter, articleKinds, soldAnswers } from "../features/catalog/filter";
import type { StoreFilter } from "../features/org/filter";
import { textOf } from "./searches";

/** What the addresses of goods and stores may say behind their question marks. */
type Search = Record<string, unknown>;

const answers = ["yes", "no"] as const;
const answer = (value: unknown) => answers.find((one) => one === value);

export function articlesSearch(search: Search): ArticleFilter {
  return {
    q: textOf(search.q),
    category: textOf(search.category),
    brand: textOf(search.brand),
    earns: answer(search.earns),
    discountable: answer(search.discountable),
    kind: articleKinds.find((kind) => kind === search.kind),
    sold: soldAnswers.find((sold) => sold === search.sold),
    filed: answer(search.filed),
    archived: answer(search.archived),
  };
}

export function differencesSearch(search: Search): DifferenceFilter {
  return {
    q: textOf(search.q),
    store: textOf(search.store),
    category: textOf(search.category),
    only: differenceAnswers.find((only) => only === search.only),
  };
}

export function storesSearch(search: Search): StoreFilter {
  const idIn = (value: unknown) => {
    const text = textOf(value);
    return text === undefined ? undefined : id(text);
  };
  return {
    q: textOf(search.q),
    region: idIn(search.region),
    brand: idIn(search.brand),
    state: (["open", "closed"] as const).find((state) => state === search.state),
    named: answer(search.named),
  };
}
