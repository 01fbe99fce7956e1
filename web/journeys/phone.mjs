// A member's telephone, 390 px wide, against a real program: signs in by a code,
// is scanned at a till, reads where the points came from, claims a coupon and gives
// it to a friend, who joins for it on a telephone of her own. Every page in both
// languages, light and dark, before axe-core.
//
//   HABITUE_LOG=FILE node journeys/phone.mjs --url URL --email E --password-file FILE [--out DIR]
//
// Codes are read from the program's log, where code_delivery = log writes them.
// The account given is an administrator's, in a shop that has sold.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inspect, launch, watch } from "./browser.mjs";
import { options } from "./options.mjs";

const asked = options(
  "HABITUE_LOG=FILE node journeys/phone.mjs --url URL --email E --password-file FILE [--out DIR]",
);
const log = process.env.HABITUE_LOG;
if (!log) {
  console.error("HABITUE_LOG names no file: the journey reads sign-in codes there");
  process.exit(2);
}
mkdirSync(asked.out, { recursive: true });
const began = Date.now();
const browser = await launch();
const staff = await browser.newContext();
const telephone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
const open = async (locale, colorScheme) => {
  const watched = await watch(browser, new URL(asked.url).origin, {
    ...telephone,
    locale,
    colorScheme,
    reducedMotion: "reduce",
  });
  watched.page.setDefaultTimeout(60_000);
  // Nobody is signed in, at first; a wrong code and a new phone are answers.
  watched.expect(401, "/api/v1/me");
  watched.expect(401, "/api/v1/me/session/renew");
  watched.expect(401, "/api/v1/me/session");
  watched.expect(404, "/api/v1/me/session");
  return watched;
};
const mine = await open("zh-CN", "light");
const friends = await open("en-GB", "dark");
const friend = `139${String(Date.now()).slice(-8)}`;
const chinese = { phone: "手机号", send: "获取验证码" };
const english = { phone: "Phone", send: "Get a code" };
let member;
let link = "";
let batch = "";

const steps = [
  ["a shop that has a coupon to claim, and a member with points", prepared],
  ["a wrong code is refused in words", wrongCode],
  ["the right one signs in", signedIn],
  ["a till scans what the telephone shows", scanned],
  ["every point says where it came from", pointsSayWhy],
  ["a coupon is claimed and given away", claimedAndGiven],
  ["a friend sees what waits, joins and takes it", friendJoins],
  ["a personal code's link puts its coupon into the wallet, once", codeLink],
  ["every page in Chinese, light", () => everyPage(mine, "zh-CN", "light")],
  ["every page in English, dark", () => everyPage(mine, "en", "dark")],
  ["a session whose time is over renews itself", renews],
  ["a consent is given and withdrawn", consents],
  ["a phone is changed by a code that the new one gets", changesPhone],
  ["devices are seen and signed out", devices],
  ["signing out leaves nothing behind", signedOut],
];

try {
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  await mine.page.screenshot({ path: path.join(asked.out, "phone-failed.png"), fullPage: true });
  await friends.page.screenshot({
    path: path.join(asked.out, "friend-failed.png"),
    fullPage: true,
  });
  console.error(`${thrown.stack}\nat ${mine.page.url()}, see ${asked.out}/*-failed.png`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
const complaints = [...mine.complaints, ...friends.complaints];
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
const seconds = ((Date.now() - began) / 1000).toFixed(1);
console.log(`${process.exitCode ? "FAILED" : "passed"} in ${seconds} s`);

/** As staff, over the API: what the page under test does not do itself. */
async function ask(method, address, data) {
  const answer = await staff.request.fetch(`${asked.url}/api/v1${address}`, { method, data });
  assert.ok(answer.ok(), `${method} ${address}: ${answer.status()} ${await answer.text()}`);
  return answer.status() === 204 ? null : answer.json();
}

async function prepared() {
  await ask("POST", "/session", { email: asked.email, password: asked.password });
  const { items } = await ask("GET", "/members?limit=50");
  const bought = items.find(
    ({ points_available: points, phone_masked: phone }) => points > 0 && phone,
  );
  assert.ok(bought, "the journey needs a member with points and a phone");
  const plain = await ask("POST", `/members/${bought.id}/reveal`, { reason: "journey" });
  member = { ...bought, phone: plain.phone };
  const template = await ask("POST", "/coupons/templates", {
    code: `phone_${Date.now()}`,
    terms: {
      name: { "zh-CN": "满 100 减 20", en: "20 off 100" },
      offer: {
        benefit: { kind: "amount_off", amount: 2000 },
        threshold: { amount: 10000 },
        on: {},
        except: {},
        when: {},
        stacking: {},
      },
      validity: { days: 30 },
      stock: 100,
      per_member: 2,
      on_return: "given_back",
      giveable: true,
      claim: { open: true },
    },
  });
  await ask("POST", `/coupons/templates/${template.id}/versions/1/publish`, { reason: "journey" });
  const ordered = await ask("POST", `/coupons/templates/${template.id}/batches`, {
    count: 1,
    reason: "promotion",
  });
  batch = ordered.id;
}

/** The latest code that the program wrote into its log. */
function latestCode() {
  const lines = readFileSync(log, "utf8").split("\n");
  const code = lines.map((line) => /"code":"(\d{6})"/.exec(line)?.[1]).findLast(Boolean);
  assert.ok(code, "no code stands in the log");
  return code;
}

async function sentCode(page, words, phone) {
  await page.getByLabel(words.phone).fill(phone);
  const sent = page.waitForResponse((response) => response.url().endsWith("/me/codes"));
  await page.getByRole("button", { name: words.send }).click();
  assert.equal((await sent).status(), 200);
  return latestCode();
}

async function wrongCode() {
  const { page } = mine;
  await page.goto(`${asked.url}/m/points`);
  await page.getByRole("heading", { name: "登录或注册会员" }).waitFor();
  await looked(mine, "sign-in", "zh-CN", "light");
  const code = await sentCode(page, chinese, member.phone);
  await page.getByLabel("验证码", { exact: true }).fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  assert.match(await page.getByRole("alert").innerText(), /验证码不正确/);
}

async function signedIn() {
  const { page } = mine;
  await page.getByLabel("验证码", { exact: true }).fill(latestCode());
  await page.getByRole("button", { name: "登录", exact: true }).click();
  // Where the link led, and nowhere else.
  await page.getByRole("heading", { name: "积分", exact: true }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/m/points");
  const cookies = (await mine.context.cookies()).map(({ name, httpOnly }) => [name, httpOnly]);
  assert.ok(cookies.length > 0 && cookies.every(([, httpOnly]) => httpOnly), `${cookies}`);
}

async function scanned() {
  const { page } = mine;
  const shown = page.waitForResponse((response) => response.url().endsWith("/me/pass"));
  await page.getByRole("link", { name: "首页" }).click();
  const { text, number } = await (await shown).json();
  await page.getByRole("img", { name: "会员动态二维码" }).waitFor();
  assert.equal(number, member.number);
  for (const read of [text, number]) {
    const found = await ask("POST", "/members/scan", { text: read });
    assert.equal(found.id, member.id);
  }
}

async function pointsSayWhy() {
  const { page } = mine;
  await page
    .getByRole("navigation", { name: "主菜单" })
    .getByRole("link", { name: "积分" })
    .click();
  const first = page.getByText("如何得出").first();
  await first.click();
  await page.locator("details[open] li").first().waitFor();
}

async function claimedAndGiven() {
  const { page } = mine;
  await page
    .getByRole("navigation", { name: "主菜单" })
    .getByRole("link", { name: "卡券" })
    .click();
  await page.getByRole("tab", { name: "领券中心" }).click();
  await looked(mine, "claim-centre", "zh-CN", "light");
  await page.getByRole("button", { name: "领取", exact: true }).first().click();
  await page.getByRole("tab", { name: "我的券" }).click();
  await page.getByText("满 100 减 20").first().waitFor();
  await page.getByText("使用说明").first().click();
  assert.equal(await page.getByText("共 100 张").count(), 0, "how many there are is the shop's");
  await page.getByRole("button", { name: "转赠" }).first().click();
  await page.getByText("对方领取后券归对方").waitFor();
  await page.getByRole("button", { name: "生成链接" }).click();
  await page.getByText("正在转赠").waitFor();
  link = await page.getByLabel("链接").inputValue();
  assert.match(link, /\/m\/claim#gift=/);
  await looked(mine, "given", "zh-CN", "light");
}

/** Somebody else, and somebody who opens it again, are told what became of it. */
async function codeLink() {
  const at = `/coupons/batches/${batch}/export`;
  const answer = await staff.request.fetch(`${asked.url}/api/v1${at}`, {
    method: "POST",
    data: { reason: "journey", address: asked.url },
  });
  const links = (await answer.text()).match(/https?:\/\/\S+#code=\S+/g);
  assert.equal(links?.length, 1);
  const { page } = mine;
  await page.goto(links[0]);
  await page.getByText(/^已领取：/).waitFor();
  await looked(mine, "code-claimed", "zh-CN", "light");
  await page.reload();
  await page.getByText(/^已领取：/).waitFor();
  friends.expect(409, "/api/v1/me/coupons/claims");
  await friends.page.goto(links[0]);
  await friends.page.getByText("claimed").first().waitFor();
  await looked(friends, "code-foreign", "en", "dark");
}

async function friendJoins() {
  const { page } = friends;
  await page.goto(link);
  await page.getByRole("heading", { name: "20 off 100" }).waitFor();
  await looked(friends, "claim", "en", "dark");
  const code = await sentCode(page, english, friend);
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByLabel("Name (optional)").fill("Ann Lee");
  const offers = page.getByRole("checkbox", { name: /^Offers and news/ });
  assert.equal(await offers.isChecked(), false, "nothing is ticked beforehand");
  await looked(friends, "join", "en", "dark");
  await page.getByRole("button", { name: "Join now" }).click();
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByText("Yours now: 20 off 100").waitFor();
  await page.getByRole("button", { name: "See my coupons" }).click();
  await page.getByRole("tabpanel").getByText("20 off 100").waitFor();
  await page.goto(`${asked.url}/m/`);
  await page.getByText("Ann Lee").waitFor();
  await looked(friends, "new-member", "en", "dark");
}

async function everyPage({ page }, language, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate((chosen) => localStorage.setItem("habitue.language", chosen), language);
  const { items } = await (await page.request.get(`${asked.url}/api/v1/me/orders`)).json();
  assert.ok(items.length > 0, "a member with points has bought");
  const places = [
    "",
    "coupons",
    "points",
    "tier",
    "stored-value",
    "orders",
    "spending",
    "me",
    "me/identities",
    "me/invite",
    "me/details",
    "me/addresses",
    "me/consents",
    "me/privacy",
    "me/devices",
    "me/guardian",
    "privacy",
  ];
  for (const place of [...places, `orders/${items[0].id}`, "nowhere"]) {
    await page.goto(`${asked.url}/m/${place}`);
    await page.locator("main h1, main strong").first().waitFor();
    await looked(mine, place.replace(/\W+\d*/g, "-") || "home", language, scheme);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${place} is ${wide} px wide`);
    if (language !== "en") continue;
    // What the retailer named (shop, goods, people) may be Chinese; what we say may not.
    const ours = page.locator("nav a span, h2, label, legend, main button:not([lang])");
    for (const text of await ours.allInnerTexts()) {
      if (!/^满 /.test(text)) assert.doesNotMatch(text, /\p{Script=Han}/u, `${place}: ${text}`);
    }
  }
}

async function looked({ page, complaints: noted }, name, language, scheme) {
  await page.waitForLoadState("networkidle");
  noted.push(...(await inspect(page, `${name} in ${language}`)));
  await page.screenshot({
    path: path.join(asked.out, `phone-${name}.${language}.${scheme}.png`),
    fullPage: true,
  });
}

async function renews() {
  const { page, context } = mine;
  const before = (await context.cookies()).find(({ name }) => name === "habitue_member_renew");
  await context.clearCookies({ name: "habitue_member" });
  mine.expect(401, "/api/v1/me/orders");
  await page.goto(`${asked.url}/m/orders`);
  await page.locator('main a[href*="/orders/"]').first().waitFor();
  const after = (await context.cookies()).find(({ name }) => name === "habitue_member_renew");
  assert.notEqual(after.value, before.value, "a renewal gives another token");
}

async function consents() {
  const { page } = mine;
  await page.goto(`${asked.url}/m/me/consents`);
  const sms = page.getByRole("checkbox", { name: "Offers and news SMS" });
  for (const said of [true, false]) {
    const done = page.waitForResponse((r) => r.request().method() === "PUT");
    await sms.click();
    assert.equal((await done).status(), 200);
    await page.reload();
    assert.equal(await sms.isChecked(), said);
  }
}

async function changesPhone() {
  const { page } = mine;
  const next = `137${String(Date.now()).slice(-8)}`;
  await page.goto(`${asked.url}/m/me/identities`);
  await page.getByRole("button", { name: "Change phone" }).first().click();
  await page.getByLabel("New phone").fill(next);
  const sent = page.waitForResponse((response) => response.url().endsWith("/identities/codes"));
  await page.getByRole("button", { name: english.send }).click();
  assert.equal((await sent).status(), 200);
  await looked(mine, "change-phone", "en", "dark");
  await page.getByLabel("Code", { exact: true }).fill(latestCode());
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText(`137****${next.slice(-4)}`).waitFor();
  await looked(mine, "changed-phone", "en", "dark");
  const { items } = await ask("GET", `/members?phone=${next}`);
  assert.equal(items[0].id, member.id);
}

async function devices() {
  const { page } = mine;
  await page.goto(`${asked.url}/m/me/devices`);
  await page.getByText("This one").waitFor();
}

async function signedOut() {
  const { page, context } = mine;
  await page.goto(`${asked.url}/m/me`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in or join" }).waitFor();
  assert.deepEqual(await context.cookies(), []);
  await page.goBack();
  await page.getByRole("heading", { name: "Sign in or join" }).waitFor();
}
