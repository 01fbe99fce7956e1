// Members of an earlier system move in by the console in a real browser: a file as it
// comes is recognised, cleaned, tried on a sample, compared, brought in, found again after
// the page was left, and taken back.
//
//   node journeys/migrate.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect, launch, watch } from "./browser.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/migrate.mjs --url URL --email E --password-file FILE");
const browser = await launch();
const { page, complaints, expect } = await watch(browser, new URL(asked.url).origin, {
  locale: "zh-CN",
});
page.setDefaultTimeout(60_000);

const steps = [
  ["signing in leads to the imports", signedIn],
  ["the file says what it holds, and its columns are recognised", recognised],
  ["the try shows what is cleaned, a sample, and what differs", tried],
  ["it is brought in, left, and found again", broughtIn],
  ["it is taken back", takenBack],
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

async function signedIn() {
  expect(401, "/api/v1/session");
  await page.goto(`${asked.url}/intake`);
  await page.locator("#email").fill(asked.email);
  await page.locator("#password").fill(asked.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/intake");
  await page.getByRole("heading", { name: "导入", level: 1 }).waitFor();
}

async function recognised() {
  const rows = [
    "会员编号,x,姓名,可用积分,积分到期日,储值余额,会员等级,短信营销",
    "9001,139-0000-9001,欧　阳,1200,2099-12-31,88.50,金卡,同意",
    "9002,0086 13900009002,李四,50,2099-12-31,,普通,退订",
    "9003,13900009003,王五,-3,2099-12-31,,普通,",
    "9004,13900009004,赵六,7,2001-01-01,,普通,",
    ...Array.from(
      { length: 20 },
      (_, i) => `9${100 + i},139000091${10 + i},钱${"一二三四五六七八九十"[i % 10]},5,,,普通,`,
    ),
  ];
  await page.locator("input[type=file]").setInputFiles({
    name: "老系统会员.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${rows.join("\n")}\n`),
  });
  await page.waitForURL(/\/intake\/files\/\d+/);
  await page.getByRole("combobox", { name: "文件内容" }).click();
  await page
    .locator(".ant-select-item-option")
    .getByText("会员（可含余额与等级）", { exact: true })
    .click();
  await page.getByText("按内容识别").waitFor(); // the phone, whose heading says nothing
  await page.getByText(/列 短信营销 中有会员表示了同意/).waitFor(); // nobody has said to which words
  assert.ok(await page.getByRole("button", { name: "试算" }).isDisabled(), "a yes without a text");
  await page.getByRole("combobox", { name: "营销的授权文本" }).click();
  await page
    .locator(".ant-select-item-option")
    .getByText(/^第 1 版/)
    .click();
  await page.getByText(/中有会员表示了同意/).waitFor({ state: "detached" });
  await inspected("the mapping of an opening");
  await page.getByRole("textbox", { name: "来源系统" }).fill("old-crm");
  await page.keyboard.press("Tab");
  await page.locator("#totals").fill("会员数,23\n积分,9999");
  await pictured("migrate-map");
}

async function tried() {
  await page.getByRole("button", { name: "试算" }).click();
  await page.waitForURL(/\/intake\/runs\/\d+/);
  await page.getByText("试算完成，没有改变任何数据。").waitFor();
  await page.getByText("24 行：23 行可导入，1 行有误，0 行重复").waitFor();
  await page.getByText("统一手机号格式").waitFor();
  await page.getByText("同意 1 · 不同意 1", { exact: true }).waitFor();
  await page.getByRole("table", { name: "试导的会员" }).getByText("gold").waitFor();
  assert.equal(await page.getByText("13900009001").count(), 0, "a phone is shown in full");
  await inspected("the try of an opening");
  await pictured("migrate-try");
}

async function broughtIn() {
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确认导入" }).click();
  await page.waitForURL((url) => /\/intake\/runs\/\d+/.test(url.pathname));
  await page.goto(`${asked.url}/intake`); // the page is left
  await page.getByRole("link", { name: "老系统会员.csv" }).first().click();
  await page.getByRole("table", { name: "与原系统比对" }).getByText("一致").waitFor();
  await page.getByRole("table", { name: "与原系统比对" }).getByText(/相差/).waitFor();
  await inspected("an opening that was brought in");
  await pictured("migrate-done");
}

async function takenBack() {
  await page.getByRole("button", { name: "撤回导入" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
  await page.getByText("这次导入已撤回。").waitFor();
  await page.getByText(/已撤回 23 行/).waitFor();
  await pictured("migrate-undone");
}

/** A picture for whoever asks for one. */
async function pictured(name) {
  const folder = process.env.HABITUE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function inspected(where) {
  complaints.push(...(await inspect(page, where)));
}
