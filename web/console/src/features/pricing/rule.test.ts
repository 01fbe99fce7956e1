import { expect, test } from "vitest";
import { kinds } from "./filter";
import { copyOf, freshBenefit, freshRule, reads, withKind } from "./rule";

test("a fresh benefit carries only what its kind reads", () => {
  for (const kind of kinds) {
    const { amount, rate_bps, parts } = freshBenefit(kind, 100);
    expect([kind, amount !== undefined && !reads[kind].amount]).toEqual([kind, false]);
    expect([kind, rate_bps !== undefined && !reads[kind].rate]).toEqual([kind, false]);
    expect([kind, parts !== undefined && !reads[kind].parts]).toEqual([kind, false]);
  }
});

test("another kind keeps the conditions and drops what it does not read", () => {
  const flash = {
    ...freshRule({ en: "Flash" }, "fixed_price", 100),
    limits: { total: { pieces: 50, uses: 9 }, day: {}, member: {}, member_a_day: {} },
  };
  flash.offer = { ...flash.offer, on: { articles: ["a"] }, when: { weekdays: [6] } };
  const gift = withKind(flash, "gift", 100);
  expect(gift.offer.when).toEqual({ weekdays: [6] });
  expect(gift.offer.on).toEqual({ articles: ["a"] });
  expect(gift.offer.threshold).toEqual({ amount: 10_000 });
  expect(gift.limits.total).toEqual({ uses: 9 });
  expect(withKind(gift, "exchange", 100).offer.threshold).toEqual({});
  expect(withKind(gift, "bundle_price", 100).offer.on).toEqual({});
});

test("a copy says that it is one, and is not off", () => {
  const rule = { ...freshRule({ "zh-CN": "满减", en: "Off" }, "amount_off", 1), off: true };
  const copy = copyOf(rule, { "zh-CN": "（副本）", en: " (copy)" });
  expect(copy.name).toEqual({ "zh-CN": "满减（副本）", en: "Off (copy)" });
  expect(copy.off).toBeUndefined();
  expect(copy.offer).toEqual(rule.offer);
});
