// Two imports of the public "Online Retail" file in a real browser: once by the
// preset, once with a mapping made by hand; each is tried, confirmed, left, and
// found again at its end.
//
//   node journeys/import.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect, launch, watch } from "./browser.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/import.mjs --url URL --email E --password-file FILE");
const file = "../../shared/data/online-retail/orders-until-2011-09-09.csv.gz";
const browser = await launch();
const { page, complaints, expect } = await watch(browser, new URL(asked.url).origin, {
  locale: "zh-CN",
});
page.setDefaultTimeout(240_000);

const steps = [
  ["signing in leads to the imports", signedIn],
  ["numbers and phones of another country are read, and how is kept and forgotten", abroad],
  ["the file arrives, and the preset reads it", sentAndRead],
  ["the dry run says what would happen", tried],
  ["it is confirmed, left and found again at its end", broughtIn],
  ["a mapping by hand reads the same file", mappedByHand],
  ["what was imported by another mapping is tried, too", triedByHand],
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
  await inspected("imports");
}

async function send() {
  await page.locator("input[type=file]").setInputFiles(file);
  await page.waitForURL(/\/intake\/files\/\d+/);
  await page.getByRole("table", { name: "字段对应" }).waitFor();
}

/** A file from Germany: 1.234,50 is a thousand and more, 0171… has no country. */
async function abroad() {
  const rows = [
    "Beleg;Datum;Telefon;Artikel;Menge;Betrag",
    "D-1;2026-03-01;0171 2345678;TEE-1;1;1.234,50",
  ];
  await page.locator("input[type=file]").setInputFiles({
    name: "kasse.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${rows.join("\n")}\n`),
  });
  await page.waitForURL(/\/intake\/files\/\d+/);
  await page.getByRole("table", { name: "字段对应" }).waitFor();
  await chooses("手机号所属国家或地区", "德国 DE", "德国");
  await chooses("小数写法", "1.234,50");
  await inspected("a mapping of another country");
  const name = `kasse-${Date.now().toString(36)}`;
  await page.getByRole("textbox", { name: "映射名称" }).fill(name);
  await page.getByRole("button", { name: "保存映射" }).click();
  await page.getByText(`已保存映射“${name}”`).waitFor();
  await page.reload();
  await chooses("预设", name);
  await shown("德国 DE");
  await shown("1.234,50");
  await page.getByRole("button", { name: `删除映射“${name}”` }).click();
  await page.getByText(`已删除映射“${name}”。`).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await chooses("预设", name);
  await page.getByRole("button", { name: `删除映射“${name}”` }).waitFor();
  await page.getByRole("link", { name: "返回导入" }).click();
  await page.waitForURL((url) => url.pathname === "/intake");
}

/** A long list is narrowed by typing first. */
async function chooses(label, option, typed = "") {
  await page.getByRole("combobox", { name: label }).click();
  if (typed) await page.keyboard.type(typed);
  await page.locator(".ant-select-item-option").getByText(option, { exact: true }).click();
  await shown(option);
}

async function shown(option) {
  await page.locator("main .ant-select").filter({ hasText: option }).first().waitFor();
}

async function sentAndRead() {
  await send();
  await page.getByRole("combobox", { name: "预设" }).click();
  await page.getByTitle("online-retail").click();
  await page.getByText("来自预设").first().waitFor();
  await inspected("mapping");
}

async function tried() {
  await page.getByRole("button", { name: "试算" }).click();
  await page.waitForURL(/\/intake\/runs\/\d+/);
  await page.getByText("试算完成，没有改变任何数据。").waitFor();
  await page.getByText(/13,513 张订单、2,624 张退款/).waitFor();
  await page.getByText(/3,412 位客户，其中 3,412 位成为新会员/).waitFor();
  await inspected("dry run");
}

async function broughtIn() {
  const dry = page.url();
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByText(/不能整体撤销/).waitFor();
  await page.getByRole("button", { name: "确认导入" }).click();
  await page.waitForURL((url) => /\/intake\/runs\/\d+/.test(url.pathname) && url.href !== dry);
  const run = page.url();
  await page.getByRole("link", { name: "返回导入" }).click();
  await page.waitForURL((url) => url.pathname === "/intake");
  await page.getByRole("button", { name: /^后台任务/ }).click();
  await inspected("background work");
  await page
    .getByRole("tooltip")
    .locator(`a[href="${new URL(run).pathname}"]`)
    .click();
  await page.getByText("导入完成。").waitFor();
  await page.getByText(/13,513 张订单、2,624 张退款；另有 0 张/).waitFor();
  await inspected("result");
}

async function mappedByHand() {
  await page.getByRole("link", { name: "返回导入" }).click();
  await page.waitForURL((url) => url.pathname === "/intake");
  await send();
  const channel = page.getByRole("textbox", { name: "渠道的固定值" });
  await channel.fill("web");
  await channel.blur();
  await page.getByText("手工指定").first().waitFor();
  const system = page.getByLabel("来源系统");
  await system.fill("by-hand");
  await system.blur();
  const currency = page.getByLabel("币种（未注明的行）");
  await currency.fill("GBP");
  await currency.blur();
  const article = page.getByRole("row").filter({ hasText: "商品编码" });
  await article.getByText("StockCode").first().waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.getByLabel("来源系统").inputValue(), "by-hand");
}

async function triedByHand() {
  await page.getByRole("button", { name: "试算" }).click();
  await page.waitForURL(/\/intake\/runs\/\d+/);
  await page.getByText("试算完成，没有改变任何数据。").waitFor();
  await page.getByText(/张订单、.* 张退款；另有 0 张/).waitFor();
  await inspected("dry run by hand");
}

async function inspected(where) {
  complaints.push(...(await inspect(page, where)));
}
