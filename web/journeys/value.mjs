// Who matters: a cell of the RFM grid and a bar of days since the last purchase
// open their members; a draft of the rule behind them is thrown away and taken
// back; and a second person approves it.
//
//   node journeys/value.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has sold. It leaves a
// version of the rule of value classes and a colleague behind.
import assert from "node:assert/strict";
import { approve } from "./approval.mjs";
import { joins } from "./colleague.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/value.mjs --url URL --email E --password-file FILE");
const colleague = { name: "复核员" };
let months;

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["a cell of the grid opens its members", cellOpens],
  ["a bar of days opens its members", barOpens],
  ["a draft is thrown away, and taken back", thrownAway],
  ["its author cannot approve it", asks],
  ["a second person sees the difference and approves", approves],
  ["the rule holds, and says by whom", holds],
]);

/** The figures of a chart as a table: what the mouse does on the drawing, the keyboard does there. */
async function rows(page, title) {
  await page.getByRole("button", { name: `以表格查看: ${title}` }).click();
  const table = page.getByRole("region", { name: title, exact: true }).getByRole("table");
  await table.waitFor();
  return table.locator("tbody tr");
}

async function cellOpens({ page, inspected }) {
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/profile`);
  await settled(page);
  const cells = await rows(page, "会员多久没来、来得多勤？");
  await inspected("the grid as a table");
  await opens(page, cells, /[?&]r=\d&f=\d/);
}

async function barOpens({ page }) {
  await page.goto(`${asked.url}/profile`);
  await settled(page);
  await opens(page, await rows(page, "多久没来了"), /last_order_until=/);
}

/** The first row with somebody in it opens a list of as many. */
async function opens(page, list, address) {
  for (const row of await list.all()) {
    const figures = await row.locator("td").allInnerTexts();
    const members = Number(figures.at(-1).replace(/\D/g, ""));
    if (!(members > 0)) continue;
    await row.getByRole("button").press("Enter");
    await page.waitForURL(address);
    await page.getByText(new RegExp(`共 ${members} 位会员`)).waitFor();
    return;
  }
  assert.fail("the journey needs a shop that has sold to members");
}

async function thrownAway({ page, inspected }) {
  await page.goto(`${asked.url}/profile`);
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.waitForURL(/\/profile\/edit/);
  const field = page.getByRole("spinbutton", { name: "统计期" }).first();
  months = Number(await field.inputValue()) + 1;
  await field.fill(String(months));
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("已保存。发布前需由另一位同事批准。").waitFor();
  await inspected("a draft of the value classes");
  const version = new URL(page.url()).searchParams.get("version");
  await page.getByRole("button", { name: "扔掉" }).click();
  await page.waitForURL((url) => url.pathname === "/profile");
  await page.getByText(/草稿第 \d+ 版已扔掉/).waitFor();
  const versions = page.getByRole("table", { name: "全部版本" });
  const newest = versions.locator("tbody tr[data-row-key]").first();
  await versions.getByText(`第 ${version} 版`, { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "撤销" }).click();
  await newest
    .filter({ hasText: `第 ${version} 版` })
    .getByText("草稿")
    .waitFor();
}

async function asks({ page, second }) {
  // Where nobody else could look there is nobody to ask.
  await joins(page, second.page, asked, colleague);
  await page.goto(`${asked.url}/profile`);
  await page
    .getByRole("table", { name: "全部版本" })
    .getByRole("button", { name: "继续编辑" })
    .first()
    .click();
  const field = page.getByRole("spinbutton", { name: "统计期" }).first();
  await field.waitFor();
  assert.equal(Number(await field.inputValue()), months, "what was taken back is as it was");
  await page.getByRole("button", { name: "提交审批" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("给审批人的说明").fill("看得更长一些");
  await dialog.getByRole("button", { name: "提交" }).click();
  await page.waitForURL((url) => url.pathname === "/approvals");
  await page
    .locator("main")
    .getByRole("link", { name: /价值分层/ })
    .first()
    .click();
  await page.getByText("这是您自己的申请，需由另一位同事处理。").waitFor();
  assert.equal(await page.getByRole("button", { name: "批准" }).count(), 0);
}

async function approves({ second }) {
  await approve(second.page, asked, /价值分层/, async (page) => {
    await page.getByRole("region", { name: "变化" }).getByText(`最近 ${months} 个月`).waitFor();
    await second.inspected("approval of the value classes");
  });
}

async function holds({ page, inspected }) {
  await page.goto(`${asked.url}/profile`);
  await page.getByText(`消费次数与金额统计最近 ${months} 个月`).first().waitFor();
  const versions = page.getByRole("table", { name: "全部版本" });
  const live = versions.locator("tbody tr[data-row-key]").filter({ hasText: "生效中" });
  await live.getByText(colleague.name).waitFor();
  await inspected("the value classes");
}
