import type app from "./zh-CN/app.json";
import type asset from "./zh-CN/asset.json";
import type books from "./zh-CN/books.json";
import type catalog from "./zh-CN/catalog.json";
import type chart from "./zh-CN/chart.json";
import type checkout from "./zh-CN/checkout.json";
import type coupon from "./zh-CN/coupon.json";
import type figure from "./zh-CN/figure.json";
import type insight from "./zh-CN/insight.json";
import type intake from "./zh-CN/intake.json";
import type ledger from "./zh-CN/ledger.json";
import type member from "./zh-CN/member.json";
import type merge from "./zh-CN/merge.json";
import type order from "./zh-CN/order.json";
import type org from "./zh-CN/org.json";
import type payment from "./zh-CN/payment.json";
import type permission from "./zh-CN/permission.json";
import type person from "./zh-CN/person.json";
import type posting from "./zh-CN/posting.json";
import type prepaid from "./zh-CN/prepaid.json";
import type prices from "./zh-CN/prices.json";
import type pricing from "./zh-CN/pricing.json";
import type privacy from "./zh-CN/privacy.json";
import type profile from "./zh-CN/profile.json";
import type program from "./zh-CN/program.json";
import type spending from "./zh-CN/spending.json";
import type staff from "./zh-CN/staff.json";
import type system from "./zh-CN/system.json";
import type terms from "./zh-CN/terms.json";
import type tier from "./zh-CN/tier.json";
import type trail from "./zh-CN/trail.json";

/** The console's namespaces: one for each capability, `chart` for charts and `app` for what is around them. */
declare module "@habitue/kit/i18n/texts" {
  interface Texts {
    app: typeof app;
    asset: typeof asset;
    coupon: typeof coupon;
    books: typeof books;
    catalog: typeof catalog;
    chart: typeof chart;
    checkout: typeof checkout;
    figure: typeof figure;
    insight: typeof insight;
    intake: typeof intake;
    ledger: typeof ledger;
    member: typeof member;
    merge: typeof merge;
    order: typeof order;
    org: typeof org;
    payment: typeof payment;
    permission: typeof permission;
    person: typeof person;
    posting: typeof posting;
    prepaid: typeof prepaid;
    prices: typeof prices;
    pricing: typeof pricing;
    privacy: typeof privacy;
    profile: typeof profile;
    program: typeof program;
    spending: typeof spending;
    staff: typeof staff;
    system: typeof system;
    terms: typeof terms;
    tier: typeof tier;
    trail: typeof trail;
  }
}
