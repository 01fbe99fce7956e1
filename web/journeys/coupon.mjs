// A coupon from nothing to a member's wallet: one person builds it in the form,
// and sees the sample basket and the words follow; another one approves; it is put
// into a pack, given a public word, handed out to a list with a reason; the wallet,
// the time line and the funnel show it; and what was handed out is taken back.
//
//   node journeys/coupon.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop with goods, prices and
// members. It leaves a colleague, a coupon, a pack and a word behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";
import { amount, becomes, net } from "./sample.mjs";

const asked = options("node journeys/coupon.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString(36);
const name = `满减券 ${run}`;
let members = [];

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["an administrator invites a colleague", invites],
  ["a coupon begins with its names", begins],
  ["the sample basket and the words follow the form", follows],
  ["it is put before somebody, who sees what it says and approves", approves],
  ["it goes into a pack, and a public word stands for it", packed],
  ["it is handed out to a list, with a reason", handsOut],
  ["the wallet and the time line show it", wallet],
  ["the funnel counts it", funnel],
  ["what holds for all is changed, and taken back", policy],
  ["what was handed out is on record, and taken back", undone],
  ["the same in English", english],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "券复核" });
}

async function begins({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "优惠券" }).click();
  await page.getByRole("heading", { name: "优惠券", level: 1 }).waitFor();
  await settled(page);
  await inspected("coupons");
  await page.getByRole("button", { name: "新建优惠券" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("中文名称").fill(name);
  await dialog.getByLabel("英文名称").fill(`Off ${run}`);
  await dialog.getByLabel("编码").fill(`off_${run}`);
  await dialog.getByRole("button", { name: "存为草稿并继续" }).click();
  await page.getByRole("heading", { name: `编辑：${name}` }).waitFor();
}

async function follows({ page, inspected }) {
  await net(page).waitFor();
  const says = page.getByRole("region", { name: "这份草稿会怎样" });
  await says.getByText("储值").first().waitFor(); // not beside stored value, unless one wants it
  const fresh = await net(page).innerText();
  await page.getByRole("spinbutton", { name: "门槛金额（0 为无）" }).fill("1");
  const off = page.getByRole("spinbutton", { name: "减多少" });
  await off.fill("0.5");
  const before = await becomes(page, fresh);
  await off.fill("1");
  const after = await becomes(page, before);
  assert.ok(amount(after) < amount(before), `${after} is not less than ${before}`);
  await says.getByText("满 ¥1.00 减 ¥1.00").first().waitFor();
  // A condition of the shared vocabulary: only in the small hours.
  await page.getByRole("button", { name: "添加时段" }).click();
  await says.getByText("14:00").first().waitFor();
  await inspected("coupon edit");
  await page.getByRole("button", { name: "删除第 1 段" }).click();
}

async function approves({ page, second }) {
  await askFor(page, "新客活动");
  await approve(second.page, asked, /优惠券|券模板|券 /, async (theirs) => {
    await theirs.getByText("满 ¥1.00 减 ¥1.00").first().waitFor();
    await second.inspected("approval of a coupon");
  });
}

async function packed({ page, inspected }) {
  await page.goto(`${asked.url}/coupons?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await page.getByRole("table", { name: "版本" }).getByText("券复核").waitFor();
  await page.getByRole("button", { name: "新建口令" }).click();
  let dialog = page.getByRole("dialog");
  await dialog.getByLabel("口令").fill(`欢迎${run}`);
  await dialog.getByLabel("总次数").fill("100");
  await dialog.getByRole("button", { name: "启用" }).click();
  await page.getByRole("table", { name: "口令" }).getByText("0／100").waitFor();
  await inspected("coupon");

  await page.goto(`${asked.url}/coupons?tab=packs`);
  await page.getByRole("button", { name: "新建券包" }).click();
  dialog = page.getByRole("dialog");
  await dialog.getByLabel("中文名称").fill(`礼包 ${run}`);
  await dialog.getByLabel("英文名称").fill(`Pack ${run}`);
  await dialog.getByLabel("编码").fill(`pack_${run}`);
  await dialog.getByLabel("第 1 种券").click();
  await page.locator(".ant-select-item-option", { hasText: name }).first().click();
  await dialog.getByLabel("第 1 种张数").fill("2");
  await inspected("new pack");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  const row = page.getByRole("row").filter({ hasText: `礼包 ${run}` });
  await row.getByText(`${name} × 2`).waitFor();
  await inspected("packs");
}

async function handsOut({ page, inspected }) {
  await page.goto(`${asked.url}/members`);
  const links = page.locator("tbody tr[data-row-key] a[href^='/members/']");
  await links.first().waitFor();
  const addresses = await links.evaluateAll((all) => all.map((link) => link.pathname));
  members = [...new Set(addresses)].slice(0, 3).map((address) => address.split("/").at(-1));
  await page.goto(`${asked.url}/coupons?tab=packs`);
  const row = page.getByRole("row").filter({ hasText: `礼包 ${run}` });
  await row.getByRole("button", { name: /发\s?券/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("发给谁").fill([...members, "99999999999"].join("\n"));
  await dialog.getByLabel("跳过找不到的行").check();
  await dialog.getByLabel("原因").click();
  await page.locator(".ant-select-item-option").first().click();
  await dialog.getByLabel("说明").fill(`开业 ${run}`);
  await dialog.getByText("3 位会员，共 6 张").waitFor();
  await dialog.getByText("1 行找不到会员").waitFor();
  await inspected("hand out");
  await dialog.getByRole("button", { name: /发\s?放/ }).click();
  await page.getByText("已发给 3 位会员").waitFor();
}

async function wallet({ page, inspected }) {
  await page.goto(`${asked.url}/members/${members[0]}?tab=coupons`);
  const list = page.getByRole("table", { name: "会员的券" });
  const row = list.getByRole("row").filter({ hasText: name }).first();
  await row.getByText("可用").waitFor();
  await inspected("wallet");
  await row.getByRole("button", { name: /查\s?看/ }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("满 ¥1.00 减 ¥1.00").first().waitFor();
  await drawer.getByRole("listitem").filter({ hasText: "发放" }).getByText("演示管理员").waitFor();
  await inspected("time line of a coupon");
}

async function funnel({ page, inspected }) {
  await page.goto(`${asked.url}/coupons?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  const steps = page.getByRole("list", { name: "走到哪一步" });
  // The replica is about a second behind: asked again until it is there.
  const shown = steps.getByText(/^6 ·/).first();
  for (let tries = 0; tries < 20 && (await shown.count()) === 0; tries++) {
    await page.reload();
    await settled(page);
  }
  await shown.waitFor();
  await page.getByRole("list", { name: "为什么没有核销" }).waitFor();
  await inspected("funnel");
}

async function policy({ page, inspected }) {
  await page.goto(`${asked.url}/coupons?tab=policy`);
  await page.getByText("到期前 3 天通知持有人").waitFor();
  await page.getByRole("button", { name: "修改规定" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("到期提醒").fill("5");
  await inspected("policy");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText("到期前 5 天通知持有人").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("到期前 3 天通知持有人").waitFor();
}

async function undone({ page, inspected }) {
  await page.goto(`${asked.url}/coupons?tab=handouts`);
  const row = page
    .getByRole("table", { name: "发放记录" })
    .locator("tbody tr[data-row-key]")
    .first();
  await row.getByText("限额以内").waitFor();
  await row.getByText("已发完").waitFor();
  await inspected("handouts");
  await row.getByRole("button", { name: /查\s?看/ }).click();
  await page.getByText(`开业 ${run}`).waitFor();
  await inspected("a handout");
  await page.getByRole("button", { name: "收回未用的券" }).click();
  const dialog = page.getByRole("dialog", { name: "收回未用的券" });
  await dialog.getByText("6 张仍可使用的券将作废").waitFor();
  await dialog.getByLabel("原因").click();
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .first()
    .click();
  await dialog.getByRole("button", { name: /收\s?回/ }).click();
  await page.getByText("已收回 6 张").first().waitFor();
  await page.goto(`${asked.url}/members/${members[0]}?tab=coupons`);
  const list = page.getByRole("table", { name: "会员的券" });
  await list.getByRole("row").filter({ hasText: name }).first().getByText("已作废").waitFor();
}

async function english({ page, inspected }) {
  await page.evaluate(() => localStorage.setItem("habitue.language", "en"));
  for (const tab of ["templates", "packs", "handouts", "policy"]) {
    await page.goto(`${asked.url}/coupons?tab=${tab}`);
    await page.getByRole("heading", { name: "Coupons", level: 1 }).waitFor();
    await settled(page);
    await inspected(`${tab} in English`);
  }
  await page.goto(`${asked.url}/coupons?q=${encodeURIComponent(run)}`);
  await page.getByRole("link", { name: `Off ${run}` }).click();
  await page.getByRole("button", { name: "Draft a version" }).click();
  await page.getByRole("region", { name: "What it comes to" }).waitFor();
  await inspected("coupon edit in English");
}
