// One journey through the console, in a real browser against a real program:
// refused, signed in, from a figure of the overview to the members behind it, a
// member found by card, tier and reasons read in Chinese, then in English, an
// order opened, out again.
//
//   node journeys/run.mjs --url URL --email E --password-file FILE
//
// Fails on whatever the page complains of, on any request that leaves the
// program, and on what axe-core calls serious. CHROMIUM names another browser.
import assert from "node:assert/strict";
import { inspect, launch, watch } from "./browser.mjs";
import { memberWithPoints, openPart } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/run.mjs --url URL --email E --password-file FILE");
const began = Date.now();
const browser = await launch();
const { page, complaints, expect } = await watch(browser, new URL(asked.url).origin, {
  locale: "zh-CN",
});
// A page may take as long as the machine needs: what decides is that it comes.
page.setDefaultTimeout(60_000);

const steps = [
  ["a wrong password is refused in words", refusedInWords],
  ["signing in leads to where one wanted to go", signedIn],
  ["a figure leads to the members behind it", figureLeadsToMembers],
  ["a member is found by card", foundByCard],
  ["the tier says what is missing", tierSaysWhatIsMissing],
  ["every entry says why", entriesSayWhy],
  ["an order opens from the member", orderOpens],
  ["English is complete", englishIsComplete],
  ["a session that ends is taken up again", sessionIsTakenUpAgain],
  ["signing out forgets the member", signedOut],
];

try {
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  await page.screenshot({ path: "journey-failed.png" });
  console.error(`${thrown.stack}\nat ${page.url()}, see journey-failed.png`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
console.log(
  `${process.exitCode ? "FAILED" : "passed"} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
);

async function refusedInWords() {
  expect(401, "/api/v1/session");
  await page.goto(`${asked.url}/members`);
  await page.waitForURL(/\/sign-in\?next=/);
  // Chosen by hand, so that it stands whatever language the account has kept.
  await page.locator("#email:focus").waitFor();
  await page.getByText("EN", { exact: true }).click();
  await page.getByRole("heading", { name: "Sign in to the console" }).waitFor();
  await page.getByText("中文", { exact: true }).click();
  await page.getByRole("heading", { name: "登录管理后台" }).waitFor();
  await inspected("sign-in");
  await fillAndEnter(`${asked.password}?`);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.innerText(), /密码/);
}

async function signedIn() {
  await page.getByRole("button", { name: "显示密码" }).click();
  await page.locator("#password").fill(asked.password);
  assert.equal(await page.locator("#password").getAttribute("type"), "text");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/members");
  await page.getByRole("heading", { name: "会员", level: 1 }).waitFor();
  await page.locator("tbody a").first().waitFor();
  await inspected("members");
}

async function figureLeadsToMembers() {
  await page.getByRole("link", { name: "经营概览" }).click();
  await page.waitForURL((url) => url.pathname === "/overview");
  const card = page.getByRole("article", { name: "新增会员" });
  const joined = Number((await card.locator("strong").innerText()).replace(/\D/g, ""));
  await page.locator("canvas").first().waitFor();
  await inspected("overview");
  await card.getByRole("link", { name: "查看会员" }).click();
  await page.waitForURL(/\/overview\/members\?behind=joined/);
  await page.getByRole("heading", { name: "新增会员", level: 1 }).waitFor();
  await page.getByText(`已全部显示，共 ${joined} 条`).waitFor();
  await inspected("members behind a figure");
  await page.goBack();
  await page.getByRole("link", { name: "会员列表" }).click();
  await page.waitForURL((url) => url.pathname === "/members");
}

async function foundByCard() {
  const number = await (await memberWithPoints(page)).innerText();
  await page.getByRole("searchbox", { name: "查找会员" }).fill(number);
  await page.keyboard.press("Enter");
  await page.getByText(`查找：${number}`).waitFor();
  assert.doesNotMatch(page.url(), new RegExp(number), "what was typed is not in the address");
  await page.getByText(/已全部显示，共 1 条/).waitFor();
  await page.getByRole("link", { name: number }).click();
  await page.waitForURL(/\/members\/\d+/);
  await page.getByRole("heading", { name: `会员 ${number}` }).waitFor();
}

async function tierSaysWhatIsMissing() {
  const tier = page.getByRole("region", { name: "等级" });
  await tier.getByText(/再消费 .*即可升级为|已是最高等级/).waitFor();
  await page.getByRole("region", { name: "余额" }).getByText("可用积分").waitFor();
  await inspected("member");
}

async function entriesSayWhy() {
  await openPart(page, "资产与等级", "积分明细");
  await page.waitForURL(/tab=entries/);
  await page
    .getByRole("tabpanel")
    .getByText(/已(全部)?显示/)
    .waitFor();
  const rows = page.getByRole("tabpanel").locator("tbody tr[data-row-key]");
  assert.ok((await rows.count()) > 0, "a member with points has entries");
  for (const row of await rows.all()) {
    const why = await row.locator("td").nth(3).innerText();
    assert.notEqual(why.trim(), "—", "an entry without why");
  }
  await inspected("entries");
}

async function orderOpens() {
  await page.getByRole("tab", { name: "订单" }).click();
  await page.waitForURL(/tab=orders/);
  await page.getByRole("tabpanel").locator("tbody a").first().click();
  await page.waitForURL(/\/orders\/\d+$/);
  await page
    .getByRole("region", { name: "商品明细" })
    .locator("tbody tr[data-row-key]")
    .first()
    .waitFor();
  await inspected("order");
  await page.goBack();
  await page.waitForURL(/\/members\/\d+/);
}

async function englishIsComplete() {
  await page.getByText("EN", { exact: true }).click();
  await openPart(page, "Value and tier", "Points entries");
  await page.getByRole("columnheader", { name: "Why" }).waitFor();
  await page
    .getByRole("tabpanel")
    .getByText(/rows? shown|All shown/)
    .waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  // What the retailer named (shop, people, goods) may be Chinese; what we say may not.
  const ours = page.locator("h1, h2, h3, th, dt, [role=tab], nav a");
  for (const text of await ours.allInnerTexts()) {
    assert.doesNotMatch(text.replace("常客", ""), /\p{Script=Han}/u, `not English: ${text}`);
  }
  await inspected("member in English");
}

async function sessionIsTakenUpAgain() {
  const cookies = (await page.context().cookies()).filter(({ httpOnly }) => httpOnly);
  assert.equal(cookies.length, 1, "the session's cookie is out of reach for scripts");
  assert.equal(cookies[0]?.sameSite, "Lax");
  await page.context().clearCookies();
  expect(401, "/api/v1/program/earning");
  expect(401, "/api/v1/program/earning/versions");
  expect(401, "/api/v1/approvals");
  await page.getByRole("navigation").getByRole("link", { name: "Earning rule" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByText("Your session has ended.").waitFor();
  await fillAndEnter(asked.password);
  await page.waitForURL((url) => url.pathname === "/program/earning");
  await page.getByRole("heading", { name: "Earning rule", level: 1 }).waitFor();
}

async function signedOut() {
  const kept = page.waitForResponse((response) => response.url().endsWith("/session/locale"));
  await page.getByText("中文", { exact: true }).click();
  assert.equal((await kept).status(), 200, "the language is kept with the account");
  await page.getByRole("button", { name: /^账号菜单/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByText("您已退出登录。").waitFor();
  await page.goBack();
  await page.waitForURL(/\/sign-in/);
}

async function fillAndEnter(password) {
  await page.locator("#email").fill(asked.email);
  await page.locator("#password").fill(password);
  await page.keyboard.press("Enter");
}

async function inspected(where) {
  complaints.push(...(await inspect(page, where)));
}
