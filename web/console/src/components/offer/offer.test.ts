import { expect, test } from "vitest";
import { kinds } from "./kinds";
import { freshBenefit, freshOffer, reads, withKind } from "./offer";

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
    ...freshOffer("fixed_price", 100),
    on: { articles: ["a"] },
    when: { weekdays: [6] },
  };
  const gift = withKind(flash, "gift", 100);
  expect(gift.when).toEqual({ weekdays: [6] });
  expect(gift.on).toEqual({ articles: ["a"] });
  expect(gift.threshold).toEqual({ amount: 10_000 });
  expect(withKind(gift, "exchange", 100).threshold).toEqual({});
  expect(withKind(gift, "bundle_price", 100).on).toEqual({});
});
