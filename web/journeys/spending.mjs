// How points and stored value pay: one person drafts another rule, sees in words
// and on a purchase what it does, and puts it before another one, who agrees.
//
//   node journeys/spending.mjs --url URL --email E --password-file FILE
//
// It leaves a version of the rule and a colleague behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/spending.mjs --url URL --email E --password-file FILE");

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["a colleague who may approve is invited", invites],
  ["the rule in force is said in words", said],
  ["a draft is tried on a purchase beside it", drafts],
  ["what cannot hold is said at its field", refused],
  ["another person approves, and it holds", approves],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "复核员" });
}

async function said({ page, inspected }) {
  await page.goto(`${asked.url}/program/spending`);
  await page.getByRole("heading", { name: "积分与储值抵扣规则", level: 1 }).waitFor();
  await page
    .getByText(/100 积分抵 ¥1\.00/)
    .first()
    .waitFor();
  await inspected("the spending rule");
}

async function drafts({ page, inspected }) {
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.getByRole("heading", { name: "编辑抵扣规则", level: 1 }).waitFor();
  const levels = page.getByRole("table", { name: "试算一单" }).locator("tbody tr[data-row-key]");
  await page.getByRole("spinbutton", { name: "优惠后金额" }).fill("200");
  await page.getByRole("spinbutton", { name: "会员可用积分" }).fill("1000");
  await levels.first().getByText("1,000 分抵 ¥10.00").first().waitFor();
  await page.getByRole("spinbutton", { name: "抵多少金额", exact: true }).fill("2");
  await levels.first().getByText("1,000 分抵 ¥20.00").waitFor();
  await levels.first().getByText("¥180.00").waitFor();
  // A level may be worth more than the others, and a share is the most that is paid so.
  const last = levels.last();
  const level = (await last.locator("td").first().innerText()).trim();
  await page.getByRole("spinbutton", { name: `${level} 抵多少金额` }).fill("3");
  await last.getByText("1,000 分抵 ¥30.00").waitFor();
  await page.getByRole("spinbutton", { name: "最多抵应付的（0 为不限）" }).fill("10");
  // A tenth of 200.00 is 20.00, of which whole steps at 3.00 fill 18.00.
  await last.getByText("600 分抵 ¥18.00").waitFor();
  await last.getByText("¥182.00").waitFor();
  const others = levels.filter({ hasText: "1,000 分抵 ¥20.00" });
  assert.equal(await others.count(), (await levels.count()) - 1);
  await page.getByRole("radio", { name: "先赠送金" }).check();
  await inspected("the spending rule edit");
}

async function refused({ page, expect }) {
  for (const what of ["words", "preview"]) expect(422, `/api/v1/program/spending/${what}`);
  const worth = page.getByRole("spinbutton", { name: "抵多少金额", exact: true });
  await worth.fill("0");
  await page.getByRole("region", { name: "积分抵现" }).getByText("不能小于 1。").waitFor();
  await worth.fill("2");
  await page
    .getByRole("region", { name: "积分抵现" })
    .getByText("不能小于 1。")
    .waitFor({ state: "detached" });
}

async function approves({ page, second, inspected }) {
  await askFor(page, "积分更值钱");
  await approve(second.page, asked, /抵扣规则 第/, async (theirs) => {
    await theirs
      .getByRole("region", { name: "变化" })
      .getByText(/100 积分抵 ¥2\.00/)
      .first()
      .waitFor();
    await second.inspected("approval of the spending rule");
  });
  await page.goto(`${asked.url}/program/spending`);
  await page
    .getByText(/100 积分抵 ¥2\.00/)
    .first()
    .waitFor();
  const live = page
    .getByRole("table", { name: "全部版本" })
    .locator("tbody tr[data-row-key]")
    .filter({ hasText: "生效中" });
  await live.getByText("复核员").waitFor();
  await inspected("the spending rule that another one approved");
}
