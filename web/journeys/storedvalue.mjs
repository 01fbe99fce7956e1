// How stored value is sold and given back: one person drafts another rule and sees
// what it gives away, another one approves it; a member tops up at the counter,
// takes a part back, withdraws what is unused, and closes the card, each time
// seeing before what it comes to; and gives a part of a new top-up to another.
//
//   node journeys/storedvalue.mjs --url URL --email E --password-file FILE
//
// It leaves a version of the rule, a colleague and some top-ups behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/storedvalue.mjs --url URL --email E --password-file FILE");
let card = "";

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["a colleague who may approve is invited", invites],
  ["a draft says what it really costs, and warns", drafts],
  ["another person approves, and it holds", approves],
  ["a member tops up at the counter", topsUp],
  ["a part is paid out, as was shown before", refunds],
  ["an unused top-up is taken back whole", withdraws],
  ["the card is closed", closes],
  ["what was sold is listed", listed],
  ["a part is given to another member", gives],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "复核员" });
}

async function drafts({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "储值" }).click();
  await page.getByRole("heading", { name: "储值", level: 1 }).waitFor();
  await page.getByText("71.43%").first().waitFor();
  await inspected("stored value");
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.getByRole("radio", { name: "先扣赠送金" }).check();
  await page.getByText("等于白得").first().waitFor();
  await page.getByRole("radio", { name: "按卡内本金与赠送金的比例" }).check();
  await page.getByRole("spinbutton", { name: "赠送金" }).first().fill("60");
  const changes = page.getByRole("region", { name: "与现行规则相比" });
  await changes.getByText("充 ¥200.00 送 ¥60.00").waitFor();
  await page.getByRole("switch", { name: "会员间转赠" }).check();
  await page.getByRole("spinbutton", { name: "转赠金额的整数倍" }).fill("13");
  await inspected("stored value edit");
  await askFor(page, "周年庆多送十元");
}

async function approves({ second }) {
  await approve(second.page, asked, /储值规则 第/, async (page) => {
    await page.getByRole("region", { name: "变化" }).getByText("送 ¥60.00").first().waitFor();
  });
}

async function topsUp({ page, inspected }) {
  await page.goto(`${asked.url}/members`);
  const member = await memberWithPoints(page);
  card = `${asked.url}${await member.getAttribute("href")}?tab=prepaid`;
  await page.goto(card);
  for (const offer of [/充 ¥500/, /充 ¥200/]) await buys(page, offer);
  await shows(page, "可退金额", "¥700.00");
  await shows(page, "可用赠送金", "¥210.00");
  await inspected("a member's stored value");
}

async function buys(page, offer) {
  await page.getByRole("button", { name: "充值", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(offer).click();
  await dialog.getByText("充值后卡内本金").waitFor();
  await dialog.getByRole("button", { name: "收款并充值" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function refunds({ page, inspected }) {
  await page.getByRole("button", { name: "退款", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("退款金额").fill("100");
  await dialog.getByText("退还 ¥100.00，收回赠送金 ¥30.00").waitFor();
  await inspected("refund");
  await dialog.getByLabel("原因").fill("搬家");
  await dialog.getByRole("button", { name: "退款", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows(page, "可退金额", "¥600.00");
}

async function withdraws({ page }) {
  await page.getByRole("button", { name: "整笔撤回" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("退还 ¥500.00，收回赠送金 ¥150.00").waitFor();
  await dialog.getByLabel("原因").fill("不想要了");
  await dialog.getByRole("button", { name: "整笔撤回" }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows(page, "可退金额", "¥100.00");
}

async function closes({ page }) {
  await page.getByRole("button", { name: "退卡", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("退还 ¥100.00，收回赠送金 ¥30.00").waitFor();
  await dialog.getByLabel("原因").fill("不再使用");
  await dialog.getByRole("button", { name: "退卡", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await shows(page, "可用本金", "¥0.00");
  await shows(page, "可用赠送金", "¥0.00");
}

async function listed({ page, inspected }) {
  await page.goto(`${asked.url}/prepaid`);
  const rows = page.getByRole("table", { name: "充值记录" }).locator("tbody tr[data-row-key]");
  await rows.first().getByText("已付").waitFor();
  assert.equal(await rows.count(), 2);
  await inspected("stored value sold");
}

async function gives({ page, inspected }) {
  const { number, id } = await another(page);
  await page.goto(card);
  await buys(page, /充 ¥200/);
  await shows(page, "可用赠送金", "¥60.00");
  await page.getByRole("button", { name: "转赠", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("须为 ¥13.00 的整数倍").waitFor();
  const picker = dialog.getByRole("combobox", { name: "会员" });
  await picker.fill(number);
  await page.locator(".ant-select-item-option", { hasText: number }).click();
  await inspected("gift of stored value");
  // What is not in steps says so before it is sent.
  await dialog.getByRole("spinbutton").fill("20");
  await dialog.getByRole("button", { name: "转赠", exact: true }).click();
  await dialog.getByText("须为 ¥13.00 的整数倍", { exact: true }).waitFor();
  await dialog.getByRole("spinbutton").fill("26");
  await dialog.getByRole("button", { name: "转赠", exact: true }).click();
  await page.getByText("已转赠本金 ¥20.00、赠送金 ¥6.00").waitFor();
  await dialog.waitFor({ state: "hidden" });
  await shows(page, "可用本金", "¥180.00");
  await shows(page, "可用赠送金", "¥54.00");
  await inspected("stored value that was given away");
  await page.getByRole("table", { name: "转赠记录" }).getByRole("link").click();
  await page.waitForURL((url) => url.pathname === `/members/${id}`);
  await page.goto(`${asked.url}/members/${id}?tab=prepaid`);
  // Received value is to be spent, and not to be paid out.
  await shows(page, "他人转赠", "¥20.00");
  await shows(page, "可退金额", "¥0.00");
  await inspected("stored value that was received");
}

/** A member who is not the one whose card it is. */
async function another(page) {
  const found = await page.evaluate(() =>
    fetch("/api/v1/members?limit=2").then((got) => got.json()),
  );
  return found.items.find(({ id }) => !card.includes(`/members/${id}?`));
}

async function shows(page, name, value) {
  const fact = page.locator("dl > div", { hasText: name }).locator("dd");
  await fact.filter({ hasText: value }).first().waitFor();
}
