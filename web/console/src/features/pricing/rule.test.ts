import { expect, test } from "vitest";
import { freshOffer } from "../../components/offer/offer";
import { copyOf, freshRule, kindOf, withOffer } from "./rule";

test("only what costs a fixed price has a stock", () => {
  const flash = {
    ...freshRule({ en: "Flash" }, "fixed_price", 100),
    limits: { total: { pieces: 50, uses: 9 }, day: {}, member: {}, member_a_day: {} },
  };
  expect(withOffer(flash, flash.offer).limits.total).toEqual({ pieces: 50, uses: 9 });
  expect(withOffer(flash, freshOffer("gift", 100)).limits.total).toEqual({ uses: 9 });
});

test("a group keeps its size where what it takes off changes, and not what its opener has", () => {
  const rule = freshRule({ en: "Together" }, "group_buy", 100);
  expect([kindOf(rule), rule.offer.benefit.kind]).toEqual(["group_buy", "fixed_price"]);
  const five = { ...rule, group: { size: 5, minutes: 90, opener_amount: 500, one_at_once: true } };
  expect(withOffer(five, five.offer).group).toEqual(five.group);
  const percent = withOffer(five, freshOffer("percent_off", 100));
  expect(percent.group).toEqual({ size: 5, minutes: 90, one_at_once: true });
  expect(withOffer(percent, freshOffer("gift", 100)).group).toBeUndefined();
});

test("a copy says that it is one, and is not off", () => {
  const rule = { ...freshRule({ "zh-CN": "满减", en: "Off" }, "amount_off", 1), off: true };
  const copy = copyOf(rule, { "zh-CN": "（副本）", en: " (copy)" });
  expect(copy.name).toEqual({ "zh-CN": "满减（副本）", en: "Off (copy)" });
  expect(copy.off).toBeUndefined();
  expect(copy.offer).toEqual(rule.offer);
});
