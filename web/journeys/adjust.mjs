// How value is adjusted by hand: within the limit at once, above it by two, with
// what it comes to before it is sent; and how an asset is made and another rule
// of one is put before a second person.
//
//   node journeys/adjust.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has members. It leaves
// a colleague, an asset, a draft and some adjustments of one member behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { choose } from "./choose.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/adjust.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString(36);
let member = "";

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["an administrator invites somebody who may approve", invites],
  ["within the limit it is done at once, and the balance was told before", withinLimit],
  ["above the limit it is asked for, and its asker cannot approve it", asks],
  ["another person sees what would come of it and approves", approves],
  ["lots live longer, and the lot says why", extends_],
  ["an adjustment is undone", undoes],
  ["an asset is made, and its rule put before the other", makesAsset],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "复核员" });
}

async function withinLimit({ page, inspected }) {
  await page.goto(`${asked.url}/members`);
  await page.locator("tbody tr[data-row-key]").first().getByRole("link").first().click();
  await page.waitForURL(/\/members\/\d+/);
  member = new URL(page.url()).pathname;
  const dialog = await adjusting(page, "500");
  await dialog.getByText("以内，提交即生效").waitFor();
  const preview = await dialog.getByText(/可用 [\d,]+ → [\d,]+/).innerText();
  const [before, after] = preview
    .match(/[\d,]+/g)
    .map((figure) => Number(figure.replaceAll(",", "")));
  assert.equal(after, before + 500);
  await inspected("adjust dialog");
  await dialog.getByRole("button", { name: /提\s?交/ }).click();
  await page.getByText("已调整").waitFor();
  await page.goto(`${asked.url}${member}?tab=accounts`);
  await adjusted(page, "+500").getByText("已执行").waitFor();
  await inspected("adjustments");
}

/** The row of this run's adjustment by so much. */
function adjusted(page, amount) {
  return page
    .getByRole("table", { name: "人工调整" })
    .locator("tbody tr[data-row-key]", { hasText: run })
    .filter({ hasText: amount })
    .first();
}

/** Opens the dialog with an amount and a reason, and waits for what it comes to. */
async function adjusting(page, amount) {
  await page.getByRole("button", { name: "人工调整", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("数量").fill(amount);
  await choose(page, dialog, "原因", "补偿");
  await dialog.getByLabel("说明").fill(`等候太久 ${run}`);
  await dialog.getByRole("region", { name: "结果预览" }).waitFor();
  return dialog;
}

async function asks({ page }) {
  const dialog = await adjusting(page, "20000");
  await dialog.getByText("超过您的限额").waitFor();
  await dialog.getByRole("button", { name: /提\s?交/ }).click();
  await page.getByText("已提交，等待另一位同事批准").waitFor();
  await adjusted(page, "+20,000").getByRole("link", { name: "待审批" }).click();
  await page.getByText("这是您自己的申请，需由另一位同事处理。").waitFor();
  assert.equal(await page.getByRole("button", { name: "批准" }).count(), 0);
}

async function approves({ second: { page, inspected } }) {
  await page.goto(`${asked.url}/approvals`);
  await page.getByTitle(/项待您审批/).waitFor();
  const looks = async () => {
    await page.getByText("增加积分 20,000").waitFor();
    await page.getByText("批准后可用").waitFor();
    await inspected("approval of an adjustment");
  };
  await approve(page, asked, "会员资产的人工调整", looks, "已执行");
  await page.getByRole("link", { name: "查看记账" }).waitFor();
}

async function extends_({ page, inspected }) {
  await page.goto(`${asked.url}${member}?tab=accounts`);
  await page.getByRole("button", { name: "人工调整", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("延期", { exact: true }).click();
  const year = new Date().getFullYear() + 5;
  await dialog.getByLabel("延期至少到").fill(`${year}-12-31`);
  await choose(page, dialog, "原因", "其他");
  await choose(page, dialog, "批次", "剩余 500");
  await dialog.getByLabel("说明").click(); // which closes the list of lots
  await dialog.getByText("以内，提交即生效").waitFor();
  await dialog.getByRole("region", { name: "结果预览" }).getByRole("listitem").first().waitFor();
  await dialog.getByRole("button", { name: /提\s?交/ }).click();
  await page.getByText("已调整").waitFor();
  const lots = page.getByRole("table", { name: "批次" });
  const row = lots.locator("tbody tr[data-row-key]", { hasText: `${year + 1}/01/01` }).first();
  await row.getByRole("button", { name: "来龙去脉" }).click();
  const history = page.getByRole("dialog", { name: "批次的来龙去脉" });
  await history.getByText(/到期 .* 改为/).waitFor();
  await inspected("history of a lot");
  await page.keyboard.press("Escape");
}

async function undoes({ page }) {
  await page.goto(`${asked.url}${member}?tab=accounts`);
  const row = adjusted(page, "+500");
  await row.getByRole("button", { name: /撤\s?销/ }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog, "原因", "更正差错");
  await dialog.getByRole("button", { name: /撤\s?销/ }).click();
  await row.getByText("已撤销").waitFor();
}

async function makesAsset({ page, inspected, second }) {
  await page.getByRole("navigation").getByRole("link", { name: "资产", exact: true }).click();
  await page.getByRole("table", { name: "资产" }).getByText("成长值").first().waitFor();
  await inspected("assets");
  await page.getByRole("button", { name: "新建资产" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("代码").fill(`tea_${run}`);
  await dialog.getByLabel("中文名称").fill("茶分");
  await dialog.getByLabel("中文单位").fill("分");
  await inspected("new asset");
  await dialog.getByRole("button", { name: /新\s?建/ }).click();
  await page.getByRole("heading", { name: "茶分", level: 1 }).waitFor();
  await page.getByText("任何人工调整都需第二人批准。").waitFor();
  await page.getByRole("button", { name: "起草新版本" }).click();
  await choose(page, page.locator("body"), "何时到期", "自最近一次活动起若干月");
  await page.getByRole("spinbutton", { name: "运营" }).fill("300");
  await page
    .getByRole("region", { name: "与现行规则相比" })
    .getByText("运营可独自人工调整不超过 300")
    .waitFor();
  await inspected("asset edit");
  await askFor(page, "茶分按活动顺延");
  await approve(second.page, asked, `资产规则 tea_${run}/2`, async (theirs) => {
    await theirs.getByRole("region", { name: "变化" }).getByText("新增").first().waitFor();
  });
  await page.goto(`${asked.url}/ledger/assets/tea_${run}`);
  await page.getByText("自会员最近一次获得或使用起").first().waitFor();
  await page.getByRole("table", { name: "全部版本" }).getByText("生效中").waitFor();
  await inspected("asset");
}
