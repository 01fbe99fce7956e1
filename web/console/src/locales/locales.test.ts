import type { Bundle, TextTree } from "@habitue/kit/i18n/setup";
import { expect, test } from "vitest";
import { keysUsedIn } from "../test/keys";
import { sources } from "../test/sources";
import enAsset from "./en/asset.json";
import enBooks from "./en/books.json";
import enCare from "./en/care.json";
import enCatalog from "./en/catalog.json";
import enCheckout from "./en/checkout.json";
import enCoupon from "./en/coupon.json";
import enEvent from "./en/event.json";
import enIntake from "./en/intake.json";
import enMerge from "./en/merge.json";
import enPayment from "./en/payment.json";
import enPerson from "./en/person.json";
import enPoster from "./en/poster.json";
import enPosting from "./en/posting.json";
import enPrepaid from "./en/prepaid.json";
import enPrices from "./en/prices.json";
import enPricing from "./en/pricing.json";
import enPrivacy from "./en/privacy.json";
import enQuality from "./en/quality.json";
import enSpending from "./en/spending.json";
import enSystem from "./en/system.json";
import enTerms from "./en/terms.json";
import enTrail from "./en/trail.json";
import { words as en } from "./en/words";
import zhCNAsset from "./zh-CN/asset.json";
import zhCNBooks from "./zh-CN/books.json";
import zhCNCare from "./zh-CN/care.json";
import zhCNCatalog from "./zh-CN/catalog.json";
import zhCNCheckout from "./zh-CN/checkout.json";
import zhCNCoupon from "./zh-CN/coupon.json";
import zhCNEvent from "./zh-CN/event.json";
import zhCNIntake from "./zh-CN/intake.json";
import zhCNMerge from "./zh-CN/merge.json";
import zhCNPayment from "./zh-CN/payment.json";
import zhCNPerson from "./zh-CN/person.json";
import zhCNPoster from "./zh-CN/poster.json";
import zhCNPosting from "./zh-CN/posting.json";
import zhCNPrepaid from "./zh-CN/prepaid.json";
import zhCNPrices from "./zh-CN/prices.json";
import zhCNPricing from "./zh-CN/pricing.json";
import zhCNPrivacy from "./zh-CN/privacy.json";
import zhCNQuality from "./zh-CN/quality.json";
import zhCNSpending from "./zh-CN/spending.json";
import zhCNSystem from "./zh-CN/system.json";
import zhCNTerms from "./zh-CN/terms.json";
import zhCNTrail from "./zh-CN/trail.json";
import { words as zhCN } from "./zh-CN/words";

/** Words that come with the first page, and those that come with their own. */
const bundles: Record<string, Bundle> = {
  "zh-CN": {
    ...zhCN.texts,
    asset: zhCNAsset,
    books: zhCNBooks,
    catalog: zhCNCatalog,
    checkout: zhCNCheckout,
    coupon: zhCNCoupon,
    event: zhCNEvent,
    intake: zhCNIntake,
    merge: zhCNMerge,
    payment: zhCNPayment,
    care: zhCNCare,
    person: zhCNPerson,
    poster: zhCNPoster,
    posting: zhCNPosting,
    prepaid: zhCNPrepaid,
    prices: zhCNPrices,
    pricing: zhCNPricing,
    privacy: zhCNPrivacy,
    quality: zhCNQuality,
    spending: zhCNSpending,
    system: zhCNSystem,
    terms: zhCNTerms,
    trail: zhCNTrail,
  },
  en: {
    ...en.texts,
    asset: enAsset,
    books: enBooks,
    catalog: enCatalog,
    checkout: enCheckout,
    coupon: enCoupon,
    event: enEvent,
    intake: enIntake,
    merge: enMerge,
    payment: enPayment,
    care: enCare,
    person: enPerson,
    poster: enPoster,
    posting: enPosting,
    prepaid: enPrepaid,
    prices: enPrices,
    pricing: enPricing,
    privacy: enPrivacy,
    quality: enQuality,
    spending: enSpending,
    system: enSystem,
    terms: enTerms,
    trail: enTrail,
  },
};

function flatten(tree: TextTree, path: string): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = path.endsWith(":") ? path + name : `${path}.${name}`;
    return typeof value === "string" ? [[key, value]] : flatten(value, key);
  });
}

function textsOf(language: string): Map<string, string> {
  const namespaces = Object.entries(bundles[language] ?? {});
  return new Map(namespaces.flatMap(([namespace, tree]) => flatten(tree, `${namespace}:`)));
}

const plural = /_(zero|one|two|few|many|other)$/;
const meanings = (language: string) => {
  return new Set([...textsOf(language).keys()].map((key) => key.replace(plural, "")));
};

test("both languages say the same things", () => {
  expect([...meanings("en")].sort()).toEqual([...meanings("zh-CN")].sort());
});

test.each(Object.keys(bundles))("%s has every plural that its grammar asks for", (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const keys = [...textsOf(language).keys()];
  for (const base of new Set(
    keys.filter((key) => plural.test(key)).map((key) => key.replace(plural, "")),
  )) {
    expect(keys.filter((key) => key.replace(plural, "") === base).sort()).toEqual(
      pluralCategories.map((category) => `${base}_${category}`).sort(),
    );
  }
});

test("both languages fill the same values into a sentence", () => {
  const chinese = textsOf("zh-CN");
  const valuesOf = (text = "") => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
  for (const [key, text] of textsOf("en")) {
    const other = chinese.get(key) ?? chinese.get(key.replace(plural, "_other"));
    expect(valuesOf(text), key).toEqual(valuesOf(other));
  }
});

test("no text is empty, and English has no Chinese in it but our name", () => {
  for (const language of Object.keys(bundles)) {
    for (const [key, text] of textsOf(language)) expect(text.trim(), key).not.toBe("");
  }
  for (const [key, text] of textsOf("en")) {
    expect(text.replace("常客", ""), key).not.toMatch(/\p{Script=Han}/u);
  }
});

test("every key that the code uses has a text, and every text is used", () => {
  const known = meanings("zh-CN");
  const used = sources().flatMap(({ name, text }) => keysUsedIn(name, text));
  const missing = used.filter(({ key, isPrefix }) => {
    return isPrefix ? ![...known].some((text) => text.startsWith(key)) : !known.has(key);
  });
  expect(missing).toEqual([]);

  const unused = [...known].filter((text) => {
    return !used.some(({ key, isPrefix }) => (isPrefix ? text.startsWith(key) : text === key));
  });
  expect(unused).toEqual([]);
});

test("no text for people stands in the code", () => {
  for (const { name, text } of sources()) {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const chinese = code.match(/.*\p{Script=Han}.*/gu) ?? [];
    // Languages are named by their own names, whatever is being spoken.
    expect(name.endsWith("LanguageSwitch.tsx") ? [] : chinese, name).toEqual([]);
  }
});
