// A promotion from nothing to every till: one person makes it in the form, sees
// the sample basket and the words follow each change and is warned of what would
// never apply; another one approves; it stands in the list and the calendar, is
// stopped at once, goes on, and is copied. A group buy is made in the same form. What
// all offers leave above cost is set by two, too, and tried on the same basket.
//
//   node journeys/promotion.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop with goods and prices. It
// leaves a colleague, a promotion, a draft and a margin floor behind.
import assert from "node:assert/strict";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";
import { amount, becomes, net } from "./sample.mjs";

const asked = options("node journeys/promotion.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString(36);
const name = `满减 ${run}`;

await journey(asked, { locale: "zh-CN", others: ["second"] }, [
  ["an administrator invites a colleague", invites],
  ["a promotion begins with its names and its kind", begins],
  ["the sample basket and the words follow the form", follows],
  ["what would never apply is found", found],
  ["it is put before somebody", asks],
  ["another person sees what it says and approves", approves],
  ["it stands in the list, found by its state and name", listed],
  ["the calendar shows its days", calendar],
  ["it is stopped at once, and goes on", stopped],
  ["a copy begins with what it says", copied],
  ["a group buy is made in the same form, and said in words", grouped],
  ["the groups of one that is live stand on its page", groups],
  ["a margin floor keeps offers back, said in words", floored],
  ["another person approves the floor, and it holds", floorApproved],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "促销复核" });
}

async function begins({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "促销", exact: true }).click();
  await page.getByRole("heading", { name: "促销", level: 1 }).waitFor();
  await settled(page);
  await inspected("promotions");
  await page.getByRole("button", { name: "新建促销" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("中文名称").fill(name);
  await dialog.getByLabel("英文名称").fill(`Off ${run}`);
  await dialog.getByRole("button", { name: "存为草稿并继续" }).click();
  await page.getByRole("heading", { name: `编辑：${name}` }).waitFor();
}

async function follows({ page, inspected }) {
  await net(page).waitFor();
  const fresh = await net(page).innerText();
  const threshold = page.getByRole("spinbutton", { name: "门槛金额（0 为无）" });
  await threshold.fill("1");
  const off = page.getByRole("spinbutton", { name: "减多少" });
  await off.fill("0.5");
  const receipt = page.getByRole("region", { name: "试算结果" });
  await receipt.getByText("没有它时应付").waitFor();
  const before = await becomes(page, fresh);
  await off.fill("1");
  const after = await becomes(page, before);
  assert.ok(amount(after) < amount(before), `${after} is not less than ${before}`);
  const says = page.getByRole("region", { name: "这份草稿会怎样" });
  await says.getByText("满 ¥1.00 减 ¥1.00。").waitFor();
  // Two more of the first article cost more, and the promotion is in the receipt by its name.
  await page.getByRole("spinbutton", { name: "第 1 行数量" }).fill("5");
  const more = await becomes(page, after);
  assert.ok(amount(more) > amount(after), `${more} is not more than ${after}`);
  await receipt.getByText(name).first().waitFor();
  await inspected("promotion edit");
}

async function found({ page }) {
  const until = page.getByLabel("至", { exact: true });
  await until.fill("2020-01-01");
  await page.getByText("因此它不会适用于任何购物篮。").waitFor();
  await page.getByText(`${name}：已经结束。`).waitFor();
  await until.fill("");
  await page.getByText("因此它不会适用于任何购物篮。").waitFor({ state: "detached" });
}

async function asks({ page }) {
  await page.getByRole("spinbutton", { name: "合计：单数" }).fill("500");
  await page.getByText("总限额：500 单。").first().waitFor();
  await askFor(page, "周末活动");
}

async function approves({ second }) {
  await approve(second.page, asked, /^促销 /, async (page) => {
    await page.getByText("满 ¥1.00 减 ¥1.00。").first().waitFor();
    await second.inspected("approval of a promotion");
  });
}

async function listed({ page, inspected }) {
  await page.goto(`${asked.url}/promotions?status=live&q=${encodeURIComponent(name)}`);
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByText("进行中").waitFor();
  await row.getByRole("link", { name }).click();
  await page.getByRole("region", { name: "预算用量" }).getByText("0／500").waitFor();
  await page.getByRole("table", { name: "版本" }).getByText("促销复核").waitFor();
  await inspected("promotion");
}

async function calendar({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "促销日历" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByText("进行中").first().waitFor();
  await inspected("calendar");
  await page.getByRole("button", { name: "下个月" }).click();
  await row.getByText("进行中").first().waitFor();
  // By keyboard: the name of a promotion is a link.
  await row.getByRole("link", { name }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

async function stopped({ page }) {
  await page.getByRole("button", { name: "立即停止" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "立即停止" }).click();
  const says = page.getByRole("region", { name: "这个促销会" });
  await says.getByText("已结束", { exact: true }).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await says.getByText("进行中", { exact: true }).waitFor();
}

async function copied({ page }) {
  await page.getByRole("button", { name: "复制" }).click();
  await page.getByRole("heading", { name: `编辑：${name} 2` }).waitFor();
  await page.getByText("满 ¥1.00 减 ¥1.00。").first().waitFor();
}

async function grouped({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "促销", exact: true }).click();
  await page.getByRole("button", { name: "新建促销" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("中文名称").fill(`拼团 ${run}`);
  await dialog.getByLabel("英文名称").fill(`Together ${run}`);
  await dialog.getByRole("combobox", { name: "类型" }).click();
  await page.getByTitle("拼团", { exact: true }).click();
  await dialog.getByRole("button", { name: "存为草稿并继续" }).click();
  await page.getByRole("heading", { name: `编辑：拼团 ${run}` }).waitFor();
  await net(page).waitFor();
  const says = page.getByRole("region", { name: "这份草稿会怎样" });
  await says.getByText("开团后 24 小时内满 3 位会员付款即成团").waitFor();
  const fresh = await net(page).innerText();
  await page.getByRole("spinbutton", { name: "每件价格" }).fill("2");
  assert.ok(amount(await becomes(page, fresh)) < amount(fresh), "the group's price is tried");
  await page.getByRole("spinbutton", { name: "成团人数" }).fill("5");
  await page.getByRole("spinbutton", { name: "成团时限" }).fill("2");
  await says.getByText("开团后 2 天内满 5 位会员付款即成团").waitFor();
  await page.getByRole("spinbutton", { name: "团长价（0 为同价）" }).fill("1.5");
  await says.getByText("团长每件 ¥1.50。").waitFor();
  await page.getByRole("checkbox", { name: /^老带新/ }).check();
  await says.getByText(/只有从未购买过的会员可参团/).waitFor();
  // An exclusion group is made by its name.
  const exclusion = page.getByRole("combobox", { name: "互斥组" });
  await exclusion.fill(`组 ${run}`);
  await exclusion.press("Enter");
  await says.getByText(`组 ${run}`).waitFor();
  await inspected("group buy edit");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await page.getByText("已保存。发布前需由另一位同事批准。").waitFor();
}

async function groups({ page, inspected }) {
  await page.goto(`${asked.url}/promotions?kind=group_buy&status=live`);
  await page.getByRole("link", { name: "三人拼团" }).click();
  const region = page.getByRole("region", { name: "团", exact: true });
  await region.getByText("没有团").waitFor();
  await inspected("group buy");
}

async function floored({ page, inspected, expect }) {
  for (const what of ["floor/words", "try"]) expect(422, `/api/v1/promotions/${what}`);
  await page.getByRole("navigation").getByRole("link", { name: "毛利底线", exact: true }).click();
  await page.getByRole("heading", { name: "毛利底线", level: 1 }).waitFor();
  await page.getByText("没有毛利底线：优惠写多少就减多少。").first().waitFor();
  await inspected("the margin floor");
  await page.getByRole("button", { name: "起草新版本" }).click();
  await page.getByRole("heading", { name: "编辑毛利底线", level: 1 }).waitFor();
  await page.getByRole("switch", { name: "设毛利底线" }).click();
  await page.getByRole("spinbutton", { name: "不含税价至少留", exact: true }).fill("99");
  // Nothing costs so little: whatever is live takes nothing off, and says why.
  await page
    .getByRole("list", { name: "未用的优惠" })
    .getByText(/已到毛利底线/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "添加一组商品" }).click();
  await page.getByRole("checkbox", { name: "第 1 组不设底线" }).check();
  await page.getByText("请至少指定一个商品、品类或品牌。").first().waitFor();
  await inspected("the margin floor edit");
  await page.getByRole("button", { name: "删除第 1 组" }).click();
  await page.getByRole("spinbutton", { name: "不含税价至少留", exact: true }).fill("1");
  await page.getByText("一单的商品合计，优惠后的不含税价至少留 1% 毛利。").first().waitFor();
}

async function floorApproved({ page, second, inspected }) {
  await askFor(page, "不做亏本促销");
  await approve(second.page, asked, /毛利底线 第/, async (theirs) => {
    await theirs
      .getByText(/至少留 1% 毛利/)
      .first()
      .waitFor();
    await second.inspected("approval of the margin floor");
  });
  await page.goto(`${asked.url}/promotions/floor`);
  const live = page
    .getByRole("table", { name: "全部版本" })
    .locator("tbody tr[data-row-key]")
    .filter({ hasText: "生效中" });
  await live.getByText("促销复核").waitFor();
  await inspected("the margin floor that another one approved");
}
