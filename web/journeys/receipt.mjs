// A receipt that was bought without a member: somebody brings it later, and it
// is attached from the member's page (补登). What does not fit the receipt is
// refused with a reason; what bounds late entries is changed in the console.
//
//   node journeys/receipt.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/receipt.mjs --url URL --email E --password-file FILE");
let paper;

await journey(asked, { locale: "zh-CN" }, [
  ["somebody bought without being a member", bought],
  ["the receipt is refused where the amount is another", refused],
  ["it is attached, and the order says by whom", attached],
  ["nobody attaches it again", again],
  ["what bounds late entries is changed, and said", bounds],
]);

/** What is printed on the paper in the member's hand, which no page prints. */
async function bought({ page }) {
  await enter(page, asked, "zh-CN");
  const answer = await page.evaluate(() =>
    fetch("/api/v1/orders?with_member=no&refunded=no&limit=1").then((got) => got.json()),
  );
  const order = answer.items[0];
  assert.ok(order, "the journey needs a shop that sold to somebody who is no member");
  paper = {
    id: order.id,
    reference: order.reference,
    date: order.local_date,
    amount: (order.paid_amount / 100).toFixed(2),
  };
}

async function opensMember(page, nth = 0) {
  await page.goto(`${asked.url}/members`);
  const first = await memberWithPoints(page);
  if (nth === 0) await first.click();
  else await page.locator("tbody tr[data-row-key] a").nth(nth).click();
  await page.waitForURL((url) => /^\/members\/\d+$/.test(url.pathname));
  await page.getByRole("button", { name: "补登小票" }).click();
  return page.getByRole("dialog");
}

async function types(dialog, { amount }) {
  await dialog.getByLabel("小票单号").fill(paper.reference);
  await dialog.getByLabel(/实付金额/).fill(amount);
  await dialog.getByLabel("小票日期").fill(paper.date);
  await dialog.getByLabel("原因").fill("顾客忘带会员码");
  await dialog.getByRole("button", { name: /补登$/ }).click();
}

async function refused({ page, complaints, expect }) {
  expect(422, `/api/v1/orders/${paper.id}/attach`);
  expect(409, `/api/v1/orders/${paper.id}/attach`);
  const dialog = await opensMember(page);
  await dialog.getByText("购买后 30 天内可补登").waitFor();
  complaints.push(...(await inspect(page, "attach a receipt")));
  await types(dialog, { amount: "0.01" });
  await dialog.getByRole("alert").getByText("单号、金额、日期与小票不完全一致。").waitFor();
}

async function attached({ page, complaints }) {
  await types(page.getByRole("dialog"), paper);
  await page.waitForURL((url) => url.pathname === `/orders/${paper.id}`);
  await page.getByText(/由 .+ 于 .+ 补登/).waitFor();
  complaints.push(...(await inspect(page, "an attached order")));
}

async function again({ page }) {
  const members = page.locator("tbody tr[data-row-key] a");
  await page.goto(`${asked.url}/members`);
  await members.first().waitFor();
  const dialog = await opensMember(page, (await members.count()) - 1);
  await types(dialog, paper);
  await dialog.getByRole("alert").getByText("这张小票已经补登过。").waitFor();
  await page.keyboard.press("Escape");
}

async function bounds({ page, complaints }) {
  await page.goto(`${asked.url}/orders/late`);
  await page.getByRole("cell", { name: "顾客忘带会员码" }).first().waitFor();
  await page.getByRole("button", { name: "修改" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("购买后多少天内可补登").fill("21");
  await dialog.getByLabel("每位会员每天最多").fill("2");
  complaints.push(...(await inspect(page, "the bounds of late entries")));
  await dialog.getByRole("button", { name: "保存" }).click();
  await page.getByText("购买后 21 天内可补登").waitFor();
  await page.getByText("每位会员每天最多 2 张").waitFor();
}
