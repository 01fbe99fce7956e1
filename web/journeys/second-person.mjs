// How a rule comes to hold: one person drafts it, sees what it does on real
// orders, and asks; another one, who has just been invited, sees the difference
// and approves. And what a cashier may not is not shown, and said when asked for.
//
//   node journeys/second-person.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has sold. It leaves a
// version of the earning rule and two colleagues behind.
import assert from "node:assert/strict";
import { inspect, launch, watch } from "./browser.mjs";
import { firstSignIn, invite, signIn } from "./colleague.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/second-person.mjs --url URL --email E --password-file FILE");
const began = Date.now();
const browser = await launch();
const run = Date.now().toString(36);
const own = `a long one of mine ${run}`;
const open = async () => {
  const watched = await watch(browser, new URL(asked.url).origin, { locale: "zh-CN" });
  watched.page.setDefaultTimeout(60_000);
  return watched;
};
const author = await open();
const second = await open();
const cashier = await open();
const people = [author, second, cashier];
let approverPassword = "";
let cashierPassword = "";

const steps = [
  ["an administrator invites two colleagues", invites],
  ["who is invited chooses a password before anything else", choosesPassword],
  ["a draft says what it does, in words and on real orders", drafts],
  ["its author cannot approve it", asks],
  ["another person sees the difference and approves", approves],
  ["the rule holds and the trail says who", holds],
  ["a cashier sees none of it, and is told when asking", denied],
];

try {
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  for (const [at, { page }] of people.entries()) {
    await page.screenshot({ path: `second-person-failed-${at}.png` });
  }
  console.error(`${thrown.stack}\nsee second-person-failed-*.png`);
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
  await page.getByRole("navigation").getByRole("link", { name: "员工" }).click();
  await page.getByRole("heading", { name: "员工", level: 1 }).waitFor();
  approverPassword = await invite(page, colleague("复核员", "运营"));
  cashierPassword = await invite(page, colleague("收银小王", "收银员"));
  await inspected(author, "accounts");
}

function colleague(name, role) {
  return { name, role, email: emailOf(role) };
}

function emailOf(role) {
  return `${role === "运营" ? "second" : "cashier"}-${run}@example.com`;
}

async function choosesPassword() {
  const { url } = asked;
  const approver = { url, email: emailOf("运营"), password: approverPassword };
  await firstSignIn(second.page, approver, own);
  const till = { url, email: emailOf("收银员"), password: cashierPassword };
  await firstSignIn(cashier.page, till, own);
}

async function drafts() {
  const { page } = author;
  await page.getByRole("navigation").getByRole("link", { name: "积分获取规则" }).click();
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.getByRole("heading", { name: "编辑积分获取规则" }).waitFor();
  const rate = page.getByRole("spinbutton", { name: "每消费 1 元得积分" });
  const before = Number(await rate.inputValue());
  await rate.fill(String(before + 1));
  const changes = page.getByRole("region", { name: "与现行规则相比" });
  await changes.getByText(`得 ${before + 1} 积分`).waitFor();
  await page.getByRole("button", { name: "试算" }).click();
  await page.getByRole("table", { name: "逐单对比" }).waitFor();
  await inspected(author, "earning edit");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("已保存。发布前需由另一位同事批准。").waitFor();
}

async function asks() {
  const { page } = author;
  await page.getByRole("button", { name: "提交审批" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("给审批人的说明").fill("秋季多送一倍");
  await dialog.getByRole("button", { name: "提交" }).click();
  await page.waitForURL((url) => url.pathname === "/approvals");
  await page
    .getByRole("link", { name: /积分获取规则 第/ })
    .first()
    .click();
  await page.getByText("这是您自己的申请，需由另一位同事处理。").waitFor();
  assert.equal(await page.getByRole("button", { name: "批准" }).count(), 0);
}

async function approves() {
  const { page } = second;
  await page.goto(`${asked.url}/approvals`);
  await page.getByTitle(/项待您审批/).waitFor();
  await page
    .getByRole("link", { name: /积分获取规则 第/ })
    .first()
    .click();
  await page.getByRole("region", { name: "变化" }).getByText("新增").waitFor();
  await page.getByRole("button", { name: "试算" }).click();
  await page.getByRole("table", { name: "逐单对比" }).waitFor();
  await inspected(second, "approval");
  await page.getByRole("button", { name: "批准" }).click();
  await page.getByText("已发布").first().waitFor();
}

async function holds() {
  const { page } = author;
  await page.goto(`${asked.url}/program/earning`);
  const versions = page.getByRole("table", { name: "全部版本" });
  await versions.getByText("生效中").waitFor();
  await versions.locator("tbody tr[data-row-key]").first().getByText("复核员").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "操作日志" }).click();
  await page.getByText("发布积分规则").first().waitFor();
  await page.getByText("秋季多送一倍").first().waitFor();
  await inspected(author, "audit");
}

async function denied() {
  const { page, expect } = cashier;
  const navigation = page.getByRole("navigation");
  await navigation.getByRole("link", { name: "会员等级" }).waitFor();
  for (const name of ["待审批", "员工", "操作日志", "积分获取规则"]) {
    assert.equal(await navigation.getByRole("link", { name }).count(), 0, `a cashier sees ${name}`);
  }
  expect(403, "/api/v1/staff/accounts");
  await page.goto(`${asked.url}/staff/accounts`);
  const alert = page.getByRole("alert").first();
  await alert.waitFor();
  assert.match(await alert.innerText(), /管理员/);
  await inspected(cashier, "denied");
}

async function inspected(person, where) {
  person.complaints.push(...(await inspect(person.page, where)));
}
