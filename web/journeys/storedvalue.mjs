// How stored value is sold and given back: one person drafts another rule and sees
// what it gives away, another one approves it; a member tops up at the counter,
// takes a part back, withdraws what is unused, and closes the card, each time
// seeing before what it comes to.
//
//   node journeys/storedvalue.mjs --url URL --email E --password-file FILE
//
// It leaves a version of the rule, a colleague and some top-ups behind.
import assert from "node:assert/strict";
import { inspect, launch, watch } from "./browser.mjs";
import { firstSignIn, invite, signIn } from "./colleague.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/storedvalue.mjs --url URL --email E --password-file FILE");
const began = Date.now();
const browser = await launch();
const run = Date.now().toString(36);
const own = `a long one of mine ${run}`;
const email = `second-${run}@example.com`;
const open = async () => {
  const watched = await watch(browser, new URL(asked.url).origin, { locale: "zh-CN" });
  watched.page.setDefaultTimeout(60_000);
  return watched;
};
const author = await open();
const second = await open();
const people = [author, second];
let card = "";

const steps = [
  ["a colleague who may approve is invited", invites],
  ["a draft says what it really costs, and warns", drafts],
  ["another person approves, and it holds", approves],
  ["a member tops up at the counter", topsUp],
  ["a part is paid out, as was shown before", refunds],
  ["an unused top-up is taken back whole", withdraws],
  ["the card is closed", closes],
  ["what was sold is listed", listed],
];

try {
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  for (const [at, { page }] of people.entries()) {
    await page.screenshot({ path: `storedvalue-failed-${at}.png` });
  }
  console.error(`${thrown.stack}\nsee storedvalue-failed-*.png`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
const complaints = people.flatMap((person) => person.complaints);
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
console.log(
  `${process.exitCode ? "FAILED" : "passed"} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
);

async function invites() {
  const { page } = author;
  await signIn(page, asked);
  await page.goto(`${asked.url}/staff/accounts`);
  const password = await invite(page, { name: "复核员", role: "运营", email });
  await firstSignIn(second.page, { url: asked.url, email, password }, own);
}

async function drafts() {
  const { page } = author;
  await page.getByRole("navigation").getByRole("link", { name: "储值" }).click();
  await page.getByRole("heading", { name: "储值", level: 1 }).waitFor();
  await page.getByText("71.43%").first().waitFor();
  await inspected(author, "stored value");
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.getByRole("radio", { name: "先扣赠送金" }).check();
  await page.getByText("等于白得").first().waitFor();
  await page.getByRole("radio", { name: "按卡内本金与赠送金的比例" }).check();
  await page.getByRole("spinbutton", { name: "赠送金" }).first().fill("60");
  const changes = page.getByRole("region", { name: "与现行规则相比" });
  await changes.getByText("充 ¥200.00 送 ¥60.00").waitFor();
  await inspected(author, "stored value edit");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("已保存。发布前需由另一位同事批准。").waitFor();
  await page.getByRole("button", { name: "提交审批" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("给审批人的说明").fill("周年庆多送十元");
  await dialog.getByRole("button", { name: "提交" }).click();
  await page.waitForURL((url) => url.pathname === "/approvals");
}

async function approves() {
  const { page } = second;
  await page.goto(`${asked.url}/approvals`);
  await page
    .getByRole("link", { name: /储值规则 第/ })
    .first()
    .click();
  await page.getByRole("region", { name: "变化" }).getByText("送 ¥60.00").first().waitFor();
  await page.getByRole("button", { name: "批准" }).click();
  await page.getByText("已发布").first().waitFor();
}

async function topsUp() {
  const { page } = author;
  await page.goto(`${asked.url}/members`);
  const member = await memberWithPoints(page);
  card = `${asked.url}${await member.getAttribute("href")}?tab=prepaid`;
  await page.goto(card);
  for (const offer of [/充 ¥500/, /充 ¥200/]) {
    await page.getByRole("button", { name: "充值", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(offer).click();
    await dialog.getByText("充值后卡内本金").waitFor();
    await dialog.getByRole("button", { name: "收款并充值" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
  await shows("可退金额", "¥700.00");
  await shows("可用赠送金", "¥210.00");
  await inspected(author, "a member's stored value");
}

async function refunds() {
  const { page } = author;
  await page.getByRole("button", { name: "退款", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("退款金额").fill("100");
  await dialog.getByText("退还 ¥100.00，收回赠送金 ¥30.00").waitFor();
  await inspected(author, "refund");
  await dialog.getByLabel("原因").fill("搬家");
  await dialog.getByRole("button", { name: "退款", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows("可退金额", "¥600.00");
}

async function withdraws() {
  const { page } = author;
  await page.getByRole("button", { name: "整笔撤回" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("退还 ¥500.00，收回赠送金 ¥150.00").waitFor();
  await dialog.getByLabel("原因").fill("不想要了");
  await dialog.getByRole("button", { name: "整笔撤回" }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows("可退金额", "¥100.00");
}

async function closes() {
  const { page } = author;
  await page.getByRole("button", { name: "退卡", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("退还 ¥100.00，收回赠送金 ¥30.00").waitFor();
  await dialog.getByLabel("原因").fill("不再使用");
  await dialog.getByRole("button", { name: "退卡", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows("可用本金", "¥0.00");
  await shows("可用赠送金", "¥0.00");
}

async function listed() {
  const { page } = author;
  await page.goto(`${asked.url}/prepaid`);
  const rows = page.getByRole("table", { name: "充值记录" }).locator("tbody tr[data-row-key]");
  await rows.first().getByText("已付").waitFor();
  assert.equal(await rows.count(), 2);
  await inspected(author, "stored value sold");
}

async function shows(name, value) {
  const fact = author.page.locator("dl > div", { hasText: name }).locator("dd");
  await fact.filter({ hasText: value }).first().waitFor();
}

async function inspected(person, where) {
  person.complaints.push(...(await inspect(person.page, where)));
}
