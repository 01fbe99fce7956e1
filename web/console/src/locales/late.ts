import type { Language } from "@habitue/kit/format/language";
import type { TextTree } from "@habitue/kit/i18n/setup";
import type { i18n } from "i18next";

type Fetch = () => Promise<{ default: TextTree }>;

/** Words of pages that few open: they come with the page, not with the first one. */
const late: Readonly<
  Record<
    | "asset"
    | "books"
    | "care"
    | "catalog"
    | "checkout"
    | "coupon"
    | "event"
    | "intake"
    | "merge"
    | "payment"
    | "permission"
    | "person"
    | "poster"
    | "posting"
    | "prepaid"
    | "prices"
    | "privacy"
    | "pricing"
    | "quality"
    | "spending"
    | "system"
    | "terms"
    | "trail",
    Readonly<Record<Language, Fetch>>
  >
> = {
  asset: { "zh-CN": () => import("./zh-CN/asset.json"), en: () => import("./en/asset.json") },
  books: {
    "zh-CN": () => import("./zh-CN/books.json"),
    en: () => import("./en/books.json"),
  },
  trail: { "zh-CN": () => import("./zh-CN/trail.json"), en: () => import("./en/trail.json") },
  care: { "zh-CN": () => import("./zh-CN/care.json"), en: () => import("./en/care.json") },
  catalog: {
    "zh-CN": () => import("./zh-CN/catalog.json"),
    en: () => import("./en/catalog.json"),
  },
  checkout: {
    "zh-CN": () => import("./zh-CN/checkout.json"),
    en: () => import("./en/checkout.json"),
  },
  coupon: { "zh-CN": () => import("./zh-CN/coupon.json"), en: () => import("./en/coupon.json") },
  event: { "zh-CN": () => import("./zh-CN/event.json"), en: () => import("./en/event.json") },
  intake: { "zh-CN": () => import("./zh-CN/intake.json"), en: () => import("./en/intake.json") },
  merge: { "zh-CN": () => import("./zh-CN/merge.json"), en: () => import("./en/merge.json") },
  payment: { "zh-CN": () => import("./zh-CN/payment.json"), en: () => import("./en/payment.json") },
  permission: {
    "zh-CN": () => import("./zh-CN/permission.json"),
    en: () => import("./en/permission.json"),
  },
  person: { "zh-CN": () => import("./zh-CN/person.json"), en: () => import("./en/person.json") },
  poster: { "zh-CN": () => import("./zh-CN/poster.json"), en: () => import("./en/poster.json") },
  posting: {
    "zh-CN": () => import("./zh-CN/posting.json"),
    en: () => import("./en/posting.json"),
  },
  prepaid: {
    "zh-CN": () => import("./zh-CN/prepaid.json"),
    en: () => import("./en/prepaid.json"),
  },
  prices: { "zh-CN": () => import("./zh-CN/prices.json"), en: () => import("./en/prices.json") },
  privacy: { "zh-CN": () => import("./zh-CN/privacy.json"), en: () => import("./en/privacy.json") },
  quality: { "zh-CN": () => import("./zh-CN/quality.json"), en: () => import("./en/quality.json") },
  pricing: { "zh-CN": () => import("./zh-CN/pricing.json"), en: () => import("./en/pricing.json") },
  terms: { "zh-CN": () => import("./zh-CN/terms.json"), en: () => import("./en/terms.json") },
  spending: {
    "zh-CN": () => import("./zh-CN/spending.json"),
    en: () => import("./en/spending.json"),
  },
  system: { "zh-CN": () => import("./zh-CN/system.json"), en: () => import("./en/system.json") },
};

export type LateNamespace = keyof typeof late;

const asked = new Map<string, Promise<void>>();

/** addWords fetches a namespace in one language, once, and lets the texts know it. */
export function addWords(texts: i18n, language: Language, namespace: LateNamespace): Promise<void> {
  const key = `${language} ${namespace}`;
  const known = asked.get(key);
  if (known) return known;
  const adding = late[namespace][language]().then((words) => {
    texts.addResourceBundle(language, namespace, words.default);
  });
  asked.set(key, adding);
  // What could not be fetched is asked for again by whoever comes next.
  adding.catch(() => asked.delete(key));
  return adding;
}

/** followWords fetches in another language what is there in one: the page is about to speak it. */
export async function followWords(texts: i18n, language: Language): Promise<void> {
  const namespaces = Object.keys(late) as LateNamespace[];
  const known = namespaces.filter((namespace) =>
    texts.hasResourceBundle(texts.language, namespace),
  );
  await Promise.all(known.map((namespace) => addWords(texts, language, namespace)));
}
