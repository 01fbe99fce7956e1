/** What the page of coupons shows: the kinds of them, packs, what was handed out, what holds for all. */
export const couponTabs = ["templates", "packs", "handouts", "policy"] as const;
export type CouponTab = (typeof couponTabs)[number];
