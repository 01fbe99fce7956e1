// Behaviour as a site reports it with the client it has: what a visitor did before and
// after he was known stands on the member's page in words, once, and can be looked through
// by kind; a key that may write may not read; nothing personal of it is shown.
//
//   node journeys/event.mjs --url URL --email E --password-file FILE [--out DIR]
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { Analytics } from "@segment/analytics-node";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { openPart } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/event.mjs --url URL --email E --password-file FILE");
const unique = Date.now().toString(36);
const visitor = `visitor-${unique}`;
let member;
let key;

await journey(asked, { locale: "zh-CN" }, [
  ["nobody has done anything yet", nothingYet],
  ["a site gets a key that may write and not read", keyed],
  ["what its client reports arrives, with what was done before", reports],
  ["it is looked through by kind, and read on", looks],
  ["the same in English, and on a tablet", english],
]);

async function ask(page, method, address, data) {
  const answer = await page.request.fetch(`${asked.url}/api/v1${address}`, { method, data });
  assert.ok(answer.ok(), `${method} ${address}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

async function nothingYet({ page, inspected }) {
  await enter(page, asked, "zh-CN");
  const { items } = await ask(page, "GET", "/members?limit=50");
  for (const one of items.filter(({ status }) => status === "active")) {
    const done = await ask(page, "GET", `/members/${one.id}/events`);
    if (done.state === "kept" && done.items.length === 0) member = one;
    if (member) break;
  }
  assert.ok(member, "the journey needs a member who has done nothing yet");
  await page.goto(`${asked.url}/members/${member.id}`);
  await openPart(page, "动态", "行为");
  await page.getByText("还没有行为").waitFor();
  await inspected("a member without behaviour");
  await shoot(page, "none.zh-CN.1280");
}

async function keyed({ page }) {
  const made = await ask(page, "POST", "/staff/keys", {
    name: `站点 ${unique}`,
    scopes: ["event:write"],
  });
  key = made.key;
  const reading = await fetch(`${asked.url}/api/v1/members/${member.id}/events`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  assert.equal(reading.status, 403);
}

async function reports({ page }) {
  const client = new Analytics({
    writeKey: key,
    host: asked.url,
    path: "/v1/batch",
    maxRetries: 0,
  });
  const wrong = [];
  client.on("error", ({ code, reason }) => wrong.push(`${code}: ${reason}`));
  const anonymousId = visitor;
  const userId = member.number;
  client.page({
    anonymousId,
    name: "首页",
    properties: { url: "https://shop.example.com/?token=hidden" },
  });
  client.track({
    anonymousId,
    event: "Products Searched",
    properties: { query: "红茶 13912345678" },
  });
  client.track({
    anonymousId,
    event: "Product Viewed",
    properties: { sku: "TEA-1", name: "正山小种", price: 128, quantity: 1, currency: "CNY" },
  });
  client.identify({ anonymousId, userId, traits: { name: "隐名氏", phone: "13912345678" } });
  client.track({
    userId,
    event: "Product Added",
    properties: { sku: "TEA-1", name: "正山小种", price: 128, quantity: 2 },
  });
  client.track({
    userId,
    event: "Coupon Applied",
    properties: { coupon_name: "满 200 减 20" },
  });
  for (let i = 0; i < 30; i++) client.screen({ userId, name: `第 ${i + 1} 屏` });
  await client.closeAndFlush();
  assert.deepEqual(wrong, []);
  await page.reload();
  await page.getByText("打开了页面「第 30 屏」").waitFor();
}

async function looks({ page, inspected }) {
  await inspected("what a member did");
  await shoot(page, "all.zh-CN.1280");
  await page.getByRole("button", { name: "加载更多" }).click();
  await page.getByText("用上了优惠券「满 200 减 20」").waitFor();
  await page.getByText("搜索了「红茶 …」").waitFor();
  const text = await page.locator("main").innerText();
  for (const hidden of ["13912345678", "隐名氏", "token"])
    assert.ok(!text.includes(hidden), hidden);
  await page.getByRole("radiogroup", { name: "只看" }).getByText("商品", { exact: true }).click();
  await page.getByText("浏览了商品「正山小种」").waitFor();
  assert.equal(await page.getByText("认出会员之前").count(), 1);
  await shoot(page, "products.zh-CN.1280");
  await page.getByRole("radiogroup", { name: "只看" }).getByText("其他", { exact: true }).click();
  await page.getByText("没有这类行为").waitFor();
}

async function english({ browser, inspected }) {
  const context = await browser.newContext({
    locale: "en",
    viewport: { width: 820, height: 1100 },
  });
  const page = await context.newPage();
  await enter(page, asked, "en");
  await page.goto(`${asked.url}/members/${member.id}?tab=events`);
  await page.getByRole("button", { name: "Load more" }).click();
  await page.getByText("Applied a coupon “满 200 减 20”").waitFor();
  await inspected("what a member did, in English");
  await shoot(page, "all.en.820");
  await page.getByRole("radiogroup", { name: "Show only" }).getByText("Products").click();
  await page.getByText("Viewed a product “正山小种”").waitFor();
  await shoot(page, "products.en.820");
  await context.close();
}

/** Keeps a picture where one asked for it. */
async function shoot(page, name) {
  if (!asked.out) return;
  mkdirSync(asked.out, { recursive: true });
  await settled(page);
  await page.screenshot({ path: path.join(asked.out, `event-${name}.png`), fullPage: true });
}
