// The books: what all members have ties with what the house gave, month by
// month, down to the postings; what is owed by age and by expiry; and one
// member's statement, read, printed and taken along.
//
//   node journeys/books.mjs --url URL --email E --password-file FILE
//
// It spends 20 points of one member.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/books.mjs --url URL --email E --password-file FILE");
let member;

await journey(asked, { locale: "zh-CN", acceptDownloads: true }, [
  ["somebody spends", spends],
  ["every asset balances, in the copy and in the record", balances],
  ["the trial balance is taken along as CSV and XLSX", takenAlong],
  ["each month begins where the one before ended, and ties", rolls],
  ["a figure opens its postings, and one of them its page", drills],
  ["what is owed is told by age and by expiry, and as of an earlier day", owed],
  ["a member's statement ties, and says what is in the balance", statement],
  ["by when it was recorded it says what was known", recorded],
  ["it is printed without what is around it", printed],
  ["English is complete", english],
]);

async function open(page, path) {
  await page.goto(`${asked.url}${path}`);
  await settled(page);
}

/** The rows of a table as numbers, cell by cell; what is no number is null. */
async function rowsOf(page, name) {
  const rows = await page
    .getByRole("table", { name })
    .locator("tbody tr[data-row-key]")
    .evaluateAll((list) =>
      list.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText.trim())),
    );
  return rows.map((cells) =>
    cells.map((text) => {
      if (text === "—" || text === "") return 0;
      const plain = text.replace("\u2212", "-").replace(/[+,]/g, "");
      return /^-?\d+$/.test(plain) ? Number(plain) : null;
    }),
  );
}

async function spends({ page }) {
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/members?sort=spend`);
  await (await memberWithPoints(page)).click();
  await page.waitForURL(/\/members\/\d+/);
  member = new URL(page.url()).pathname.split("/").at(-1);
  const status = await page.evaluate(async (id) => {
    const answer = await fetch("/api/v1/ledger/postings", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        member_id: id,
        key: "journey:books",
        reason: "spend",
        debits: [{ asset: "points", amount: 20 }],
      }),
    });
    await answer.text(); // an answer that is not read keeps the page waiting
    return answer.status;
  }, member);
  assert.equal(status, 201);
}

async function balances({ page, complaints }) {
  await page.getByRole("link", { name: "账簿" }).click();
  await page.getByRole("heading", { name: "账簿", level: 1 }).waitFor();
  await settled(page);
  const balanced = page.getByText("平衡", { exact: true });
  assert.ok((await balanced.count()) >= 2, "points and growth are not both balanced");
  complaints.push(...(await inspect(page, "trial balance")));
  // The record knows at once what the copy learns a moment later.
  await page.getByText("账本原库").click();
  await page.getByText(/来自账本原库/).waitFor();
  await page.getByRole("table", { name: "积分的试算平衡" }).getByText("兑换抵扣").waitFor();
  const rows = await rowsOf(page, "积分的试算平衡");
  assert.equal(
    rows.reduce((sum, [, amount]) => sum + amount, 0),
    0,
  );
  assert.match(page.url(), /source=record/);
}

async function takenAlong({ page }) {
  for (const [format, begins] of [
    ["CSV", Buffer.from("\ufeff")],
    ["XLSX", Buffer.from("PK")],
  ]) {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: format }).click();
    const file = readFileSync(await (await coming).path());
    assert.ok(file.subarray(0, begins.length).equals(begins), `${format} begins otherwise`);
  }
}

async function rolls({ page, complaints }) {
  await page.getByRole("tab", { name: "变动表" }).click();
  await settled(page);
  const rows = await rowsOf(page, "积分逐月变动");
  assert.equal(rows.length, 12);
  for (const [at, [, opening, ...flows]] of rows.entries()) {
    const closing = flows.pop();
    assert.equal(opening + flows.reduce((sum, one) => sum + one, 0), closing, `row ${at}`);
    if (at > 0) assert.equal(opening, rows[at - 1].at(-1), `row ${at}`);
  }
  complaints.push(...(await inspect(page, "roll-forward")));
}

async function drills({ page, complaints }) {
  await page.getByText("分析副本").click();
  await page
    .getByRole("button", { name: /兑换抵扣 .*20：查看记账/ })
    .last()
    .waitFor(); // the copy is some seconds behind
  await page
    .getByRole("button", { name: /兑换抵扣 .*20：查看记账/ })
    .last()
    .click();
  await page.waitForURL(/side=redeemed/);
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("link", { name: "使用" }).first().waitFor();
  await settled(page);
  complaints.push(...(await inspect(page, "postings of a month")));
  await drawer.getByRole("link", { name: "使用" }).first().click();
  await page.waitForURL(/\/ledger\/postings\/\d+/);
  await page.goBack();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /关闭|Close/ })
    .click();
  await page.waitForURL((address) => !address.search.includes("side="));
}

async function owed({ page, complaints }) {
  await page.getByRole("tab", { name: "积分负债" }).click();
  await settled(page);
  for (const chart of ["剩余的账龄", "剩余何时到期", "一笔积分随时间的去向"]) {
    await page.getByRole("heading", { name: chart }).waitFor();
  }
  await page.getByRole("table", { name: "各月入账的去向" }).waitFor();
  complaints.push(...(await inspect(page, "liability")));
  await open(page, "/ledger/books?tab=liability&as_of=2020-01-01");
  await page.getByText("0", { exact: true }).first().waitFor();
  assert.equal(await page.getByRole("heading", { name: "一笔积分随时间的去向" }).count(), 0);
}

async function statement({ page, complaints }) {
  await open(page, `/members/${member}`);
  await page.getByRole("link", { name: "对账单" }).click();
  await page.getByRole("heading", { name: /^对账单/, level: 1 }).waitFor();
  await page.getByText("今年", { exact: true }).click();
  await settled(page);
  const rows = await rowsOf(page, "对账单明细");
  const ends = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/members/${id}/balances`);
    const { items } = await answer.json();
    const { available, pending, held, owed } = items.find(({ asset }) => asset === "points");
    return [available + held - owed, pending];
  }, member);
  assert.deepEqual(rows.at(-1).slice(-2), ends, "the last line is not the balance");
  for (const [at, cells] of rows.entries()) {
    const [available, pending, after, afterPending] = cells.slice(-4);
    if (at === 0) continue;
    const [before, beforePending] = rows[at - 1].slice(-2);
    assert.deepEqual(
      [before + available, beforePending + pending],
      [after, afterPending],
      `row ${at}`,
    );
  }
  complaints.push(...(await inspect(page, "statement")));
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const text = readFileSync(await (await coming).path(), "utf8");
  assert.ok(text.includes("期初 Opening") && text.includes("期末 Closing"), text.slice(0, 400));
}

async function recorded({ page }) {
  await page.getByText("按记录时间").click();
  await page.waitForURL(/clock=recorded/);
  await page.getByRole("columnheader", { name: "记录时间" }).first().waitFor();
}

async function printed({ page }) {
  await page.emulateMedia({ media: "print" });
  await page.getByRole("button", { name: "打印" }).waitFor({ state: "hidden" });
  assert.equal(await page.getByRole("navigation").isVisible(), false);
  assert.ok(await page.getByRole("table", { name: "对账单明细" }).isVisible());
  await page.emulateMedia({ media: "screen" });
}

async function english({ page }) {
  await page.locator("header").getByText("EN").click();
  await page.getByRole("heading", { name: /^Statement/, level: 1 }).waitFor();
  await open(page, "/ledger/books?tab=liability");
  await page.getByRole("heading", { name: "What becomes of a credit as it ages" }).waitFor();
  const words = await page.locator("main").innerText();
  assert.doesNotMatch(words, /\p{Script=Han}/u);
}
