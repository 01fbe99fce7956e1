// How a rule comes to hold: one person drafts it, sees what it does on real
// orders, and asks; another one, who has just been invited, sees the difference
// and approves. And what a cashier may not is not shown, and said when asked for.
//
//   node journeys/second-person.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has sold. It leaves a
// version of the earning rule and two colleagues behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/second-person.mjs --url URL --email E --password-file FILE");

await journey(asked, { locale: "zh-CN", others: ["second", "cashier"] }, [
  ["an administrator invites two colleagues, who choose their passwords", invites],
  ["a draft says what it does, in words and on real orders", drafts],
  ["its author cannot approve it", asks],
  ["another person sees the difference and approves", approves],
  ["the rule holds and the trail says who", holds],
  ["a cashier sees none of it, and is told when asking", denied],
]);

async function invites({ page, second, cashier, inspected }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "复核员" });
  await joins(page, cashier.page, asked, { name: "收银小王", role: "收银员" });
  await inspected("accounts");
}

async function drafts({ page, inspected }) {
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
  await inspected("earning edit");
}

async function asks({ page }) {
  await askFor(page, "秋季多送一倍");
  await page
    .getByRole("link", { name: /积分获取规则 第/ })
    .first()
    .click();
  await page.getByText("这是您自己的申请，需由另一位同事处理。").waitFor();
  assert.equal(await page.getByRole("button", { name: "批准" }).count(), 0);
}

async function approves({ second: { page, inspected } }) {
  await page.goto(`${asked.url}/approvals`);
  await page.getByTitle(/项待您审批/).waitFor();
  await approve(page, asked, /积分获取规则 第/, async () => {
    await page.getByRole("region", { name: "变化" }).getByText("新增").waitFor();
    await page.getByRole("button", { name: "试算" }).click();
    await page.getByRole("table", { name: "逐单对比" }).waitFor();
    await inspected("approval");
  });
}

async function holds({ page, inspected }) {
  await page.goto(`${asked.url}/program/earning`);
  const versions = page.getByRole("table", { name: "全部版本" });
  await versions.getByText("生效中").waitFor();
  await versions.locator("tbody tr[data-row-key]").first().getByText("复核员").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "操作日志" }).click();
  await page.getByText("发布积分规则").first().waitFor();
  await page.getByText("秋季多送一倍").first().waitFor();
  await inspected("audit");
}

async function denied({ cashier: { page, expect, inspected } }) {
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
  await inspected("denied");
}
