// The books, from a member to a proof: what an account has and when it ends, a
// posting found by the number on a receipt, both its sides and why, reversed in
// part by hand, and its proof gone through in the browser, which finds out what
// was changed on the way.
//
//   node journeys/ledger.mjs --url URL --email E --password-file FILE
//
// It spends 30 points of one member and gives some of them back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { memberWithPoints, openPart } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/ledger.mjs --url URL --email E --password-file FILE");
let member;
let spent;
let kept;

await journey(asked, { locale: "zh-CN" }, [
  ["an account says what there is, and what ends when", account],
  ["an entry opens its posting, with both sides and why", posting],
  ["the number on a receipt leads to what it caused", byNumber],
  ["an id that nobody has is said to be none", byId],
  ["a posting is proved in the browser, and the checkpoint kept", proved],
  ["a part is reversed, with a look at what it comes to", reversed],
  ["the log goes on from what was kept", continued],
  ["what was changed on the way is found out", forged],
  ["English is complete", english],
]);

async function account({ page, complaints }) {
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/members?sort=spend`);
  await (await memberWithPoints(page)).click();
  await page.waitForURL(/\/members\/\d+/);
  member = new URL(page.url()).pathname.split("/").at(-1);
  await openPart(page, "资产与等级", "账户");
  await page.waitForURL(/tab=accounts/);
  const lots = page.getByRole("region", { name: "批次" });
  await lots.locator("tbody tr[data-row-key]").first().waitFor();
  await page.getByRole("heading", { name: "什么时候到期多少" }).waitFor();
  await lots.getByText("全部", { exact: true }).click();
  await lots.getByText(/^已(全部)?显示/).waitFor();
  await settled(page);
  complaints.push(...(await inspect(page, "accounts")));
}

async function posting({ page, complaints }) {
  await openPart(page, "资产与等级", "积分明细");
  await page.getByRole("tabpanel").getByRole("link", { name: "消费获得" }).first().click();
  await page.getByRole("heading", { name: "记账：消费获得", level: 1 }).waitFor();
  await settled(page);
  const legs = page.getByRole("table", { name: "分录：两边各是多少" });
  const amounts = await legs.locator("tbody tr[data-row-key]").evaluateAll((rows) =>
    rows.map((row) => {
      const cells = [...row.querySelectorAll("td")].map((cell) => cell.innerText);
      return [cells[2], Number(cells[3].replace("−", "-").replace(/[^\d-]/g, ""))];
    }),
  );
  assert.ok(amounts.length > 1);
  for (const [asset] of amounts) {
    const own = amounts.filter(([other]) => other === asset);
    const sum = own.reduce((total, [, amount]) => total + amount, 0);
    assert.equal(sum, 0, `${asset} does not sum to zero`);
  }
  await page
    .getByText(/计积分金额/)
    .first()
    .waitFor();
  await page.getByText(/依据积分获取规则第/).click();
  await page.getByRole("link", { name: "去看积分获取规则" }).waitFor();
  complaints.push(...(await inspect(page, "a posting")));
}

async function byNumber({ page, complaints }) {
  const facts = page.getByRole("region", { name: "来龙去脉" });
  const number = await facts.locator("a[href^='/orders/']").innerText();
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await page.getByRole("navigation").getByRole("link", { name: "查找记账" }).click();
  await page.getByRole("textbox", { name: "订单或退款单号" }).fill(number);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("number") === number);
  await page.locator(`tbody a[href^='/ledger/postings/${id}?']`).waitFor();
  complaints.push(...(await inspect(page, "postings that were found")));
}

async function byId({ page, expect }) {
  expect(404, "/api/v1/ledger/postings/4711000000");
  await page.getByText("记账编号", { exact: true }).click();
  const field = page.getByRole("textbox", { name: "记账编号" });
  await field.fill("no id");
  await page.keyboard.press("Enter");
  await page.getByText("编号只含数字").waitFor();
  await field.fill("4711000000");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("没有找到").first().waitFor();
  await page.getByText("要晚几秒才能只凭编号找到").waitFor();
}

async function proved({ page, expect, complaints }) {
  spent = await spends(page);
  expect(404, `/api/v1/members/${member}/postings/${spent}/proof`);
  await page.goto(`${asked.url}/ledger/postings/${spent}?member=${member}`);
  await page.getByRole("link", { name: /查看证明/ }).click();
  await verified(page);
  const steps = page.getByRole("region", { name: "核对步骤" });
  assert.equal(await steps.getByText("通过", { exact: true }).count(), 5);
  complaints.push(...(await inspect(page, "a proof")));
  const proof = JSON.parse(await downloads(page, "下载证明（JSON）"));
  assert.ok(proof.leaves.every(({ text }) => text.includes(`posting ${spent}\n`)));
  kept = await downloads(page, "下载此检查点");
  assert.equal(kept, proof.checkpoint.note);
}

/** What a till would post. */
async function spends(page) {
  const answer = await page.evaluate(
    async (body) => {
      const response = await fetch("/api/v1/ledger/postings", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    {
      member_id: member,
      key: `journey:${Date.now()}`,
      reason: "spend",
      debits: [{ asset: "points", amount: 30 }],
    },
  );
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
}

/** The log follows within a second or two; until then the page offers to look again. */
async function verified(page) {
  const holds = page.getByRole("alert").getByText("这笔账没有被改过");
  const again = page.getByRole("button", { name: "再看一次" });
  for (;;) {
    await holds.or(again).first().waitFor();
    if (await holds.isVisible()) return;
    // The page looks again by itself, too: the button may be gone by now.
    await again.click({ timeout: 2_000 }).catch(() => {});
  }
}

async function downloads(page, name) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  return readFileSync(await (await coming).path(), "utf8");
}

async function reversed({ page, complaints }) {
  await page.getByRole("link", { name: "返回记账" }).click();
  await page.getByRole("button", { name: "冲正" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("退还：放回原来的批次，到期日不变。").waitFor();
  await dialog.getByRole("spinbutton").fill("12");
  await dialog.getByText(/可用积分 [\d,]+ → 约 [\d,]+/).waitFor();
  await dialog.getByRole("button", { name: "确认冲正" }).click();
  await dialog.getByText("请写明原因").waitFor();
  await dialog.getByLabel("原因").fill("多扣了 12 分");
  complaints.push(...(await inspect(page, "a reversal")));
  await dialog.getByRole("button", { name: "确认冲正" }).click();
  await page.getByText("这笔账已被冲正一部分。").waitFor();
  await dialog.waitFor({ state: "detached" });
  const facts = page.getByRole("region", { name: "来龙去脉" });
  await facts.locator("a[href^='/ledger/postings/']").first().click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${spent}`));
  await page.getByText("多扣了 12 分").waitFor();
  await page.getByText("放回", { exact: true }).waitFor();
  await facts.getByRole("link", { name: spent, exact: true }).waitFor();
  complaints.push(...(await inspect(page, "what reversed a posting")));
}

async function continued({ page, expect }) {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  expect(404, `/api/v1/members/${member}/postings/${id}/proof`);
  await page.getByRole("link", { name: /查看证明/ }).click();
  await verified(page);
  const field = page.getByRole("textbox", { name: "以前存下的检查点" });
  const compare = page.getByRole("button", { name: "比对" });
  await field.fill(kept);
  await compare.click();
  await page
    .getByRole("alert")
    .getByText(/^一致：日志从/)
    .waitFor();
  await field.fill(kept.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`));
  await compare.click();
  await page.getByRole("alert").getByText("签名无效").waitFor();
  await field.fill("not a checkpoint");
  await compare.click();
  await page.getByRole("alert").getByText("这不是检查点").waitFor();
}

async function forged({ page, complaints }) {
  await page.route(/\/proof$/, async (route) => {
    const response = await route.fetch();
    const proof = await response.json();
    for (const leaf of proof.leaves) leaf.text = leaf.text.replace(/amount (-?)30/, "amount $13");
    await route.fulfill({ response, json: proof });
  });
  await page.goto(`${asked.url}/ledger/postings/${spent}/proof?member=${member}`);
  await page.getByRole("alert").getByText("对不上：这笔账与签名的日志不一致").waitFor();
  const steps = page.getByRole("region", { name: "核对步骤" });
  assert.equal(await steps.getByText("未通过", { exact: true }).count(), 3);
  complaints.push(...(await inspect(page, "a proof that does not hold")));
  await page.unroute(/\/proof$/);
}

async function english({ page, complaints }) {
  await page.getByText("EN", { exact: true }).click();
  const pages = [
    [`/members/${member}?tab=accounts`, "What expires when"],
    [`/ledger/postings?by=member&member=${member}`, "Key (optional)"],
    [`/ledger/postings/${spent}?member=${member}`, "Which lots it touched"],
    [`/ledger/postings/${spent}/proof?member=${member}`, "This posting was not changed"],
  ];
  for (const [address, words] of pages) {
    await page.goto(asked.url + address);
    await page.getByText(words, { exact: true }).waitFor();
    await settled(page);
    complaints.push(...(await inspect(page, `${address} in English`)));
  }
}
