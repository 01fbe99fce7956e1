// Why a checkout came to what it came to, and money that a provider tells
// otherwise: a till sells for points and cash, a part comes back; every cent of it
// is explained, from whichever number one has. A wallet tells another amount than
// was asked; the difference is settled, and stands in the history.
//
//   node journeys/checkout.mjs --url URL --email E --password-file FILE
//
// It leaves two checkouts, a settled difference and a way to pay behind. The
// program must offer the sandbox, as a demo does.
import assert from "node:assert/strict";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";
import { call, sell } from "./sale.mjs";

const asked = options("node journeys/checkout.mjs --url URL --email E --password-file FILE");
let sold;
let misfit;

await journey(asked, { locale: "zh-CN" }, [
  ["a till sells for points and cash, and takes a piece back", sells],
  ["every cent is explained, from the number of the payment", explains],
  ["the order leads to it, and so does the palette", leads],
  ["the list is narrowed, and the address says so", narrows],
  ["a wallet tells another amount, and somebody settles it", settles],
  ["a way to pay is added, and no longer offered", methods],
]);

async function sells({ page }) {
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/members?sort=spend`);
  const member = (await (await memberWithPoints(page)).getAttribute("href")).match(/\d+/)[0];
  const basket = {
    member_id: member,
    points: -1,
    lines: [
      { no: 1, article: "journey-tea", quantity: 3, unit: 2333 },
      { no: 2, article: "journey-cup", quantity: 1, unit: 4901 },
    ],
  };
  sold = await sell(page, basket, (payable) => [{ method: "cash", amount: payable }]);
  assert.equal(sold.state, "paid");
  await call(
    page,
    "POST",
    "/returns",
    { checkout_id: sold.id, reason: "不合适", lines: [{ no: 1, quantity: 1 }] },
    { "Idempotency-Key": `journey:${sold.id}` },
  );
}

async function explains({ page, complaints }) {
  await page.goto(`${asked.url}/checkouts`);
  await settled(page);
  await page.getByPlaceholder("订单号、结账编号、收款或退款单号").fill(`HC${sold.charges[0].id}`);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: sold.reference }).click();
  await page.getByRole("heading", { name: `结账 ${sold.reference}` }).waitFor();
  await settled(page);
  for (const part of ["从原价到应付", "逐行", "没有用的优惠", "动用的积分与储值", "退货"]) {
    await page.getByRole("heading", { name: part, exact: true }).waitFor();
  }
  const list = page.getByLabel("从原价到应付").last();
  assert.match(await list.innerText(), /¥119\.00/);
  await page.getByText("原因：不合适").waitFor();
  complaints.push(...(await inspect(page, "a checkout explained")));
}

async function leads({ page, complaints }) {
  await page.goto(`${asked.url}/orders/${sold.order_id}`);
  await page.getByRole("link", { name: "每一分钱的来由" }).click();
  await page.waitForURL(`**/checkouts/${sold.id}`);
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").fill(sold.reference);
  await page.getByRole("group", { name: "结账" }).getByRole("option").waitFor();
  complaints.push(...(await inspect(page, "a checkout in the palette")));
  await page.keyboard.press("Escape");
}

async function narrows({ page }) {
  await page.goto(`${asked.url}/checkouts?state=cancelled`);
  await page.getByText("没有符合条件的结账").waitFor();
  await page.goto(`${asked.url}/checkouts?state=paid&member=${sold.member_id}`);
  await page.getByRole("link", { name: sold.reference }).waitFor();
  await page.getByText(`会员 ${sold.member_id}`).waitFor();
}

async function settles({ page, complaints }) {
  const basket = { lines: [{ no: 1, article: "journey-tea", quantity: 1, unit: 1205 }] };
  misfit = await sell(page, basket, (payable) => [{ method: "sandbox", amount: payable }]);
  await call(page, "POST", `/payments/${misfit.charges[0].id}/sandbox`);
  await page.goto(`${asked.url}/payments?tab=reconcile`);
  await settled(page);
  const row = page.locator("tr[data-row-key]", { hasText: `HC${misfit.charges[0].id}` });
  await row.getByText("到账金额与应收不符").waitFor();
  complaints.push(...(await inspect(page, "differences")));
  await row.getByRole("button", { name: "处理" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "处理完毕" }).click();
  await dialog.getByText("请写明如何处理的").waitFor();
  await dialog.getByLabel("如何处理的").fill("已退回多收的一分");
  complaints.push(...(await inspect(page, "a difference being settled")));
  await dialog.getByRole("button", { name: "处理完毕" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByText("已处理", { exact: true }).click();
  await row.getByText("已退回多收的一分").waitFor();
  assert.match(page.url(), /settled=yes/);
}

async function methods({ page, complaints }) {
  await page.goto(`${asked.url}/payments?tab=methods`);
  await settled(page);
  await page.getByRole("button", { name: "新增支付方式" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("代码").fill(`voucher_${misfit.id.slice(-6)}`);
  await dialog.getByLabel("中文名称").fill("商场购物券");
  complaints.push(...(await inspect(page, "a way to pay being added")));
  await dialog.getByRole("button", { name: "保存" }).click();
  const row = page.locator("tr[data-row-key]", { hasText: "商场购物券" });
  await row.getByRole("button", { name: "修改" }).click();
  await dialog.getByRole("switch", { name: "停用" }).click();
  await dialog.getByRole("button", { name: "保存" }).click();
  await row.getByText("已停用").waitFor();
}
