// How two records of one person become one: found, compared, foreseen, merged with
// a reason; the old record leads to the one that goes on; and how it is undone.
//
//   node journeys/merge.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has members. What was
// merged is two again at the end.

import assert from "node:assert/strict";
import { signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { openPart } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/merge.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString(36);
const two = [];
const zh = { open: "合并…", picker: "会员", compared: "两份记录对照" };

await journey(asked, { locale: "zh-CN" }, [
  ["two members are chosen from the list", chosen],
  ["the other is found, compared, and what would move is told", foreseen],
  ["they are merged with a reason, and the merge stands on the page", merged],
  ["the old record leads to the member who goes on", leadsOn],
  ["undoing says what goes back, and makes two again", undone],
  ["English is complete", english],
]);

async function chosen({ page }) {
  await signIn(page, asked);
  await page.goto(`${asked.url}/members`);
  await page.locator("tbody tr[data-row-key]").nth(1).waitFor();
  for (const row of [0, 1]) {
    const link = page.locator("tbody tr[data-row-key]").nth(row).getByRole("link").first();
    two.push({ number: (await link.innerText()).trim(), path: await link.getAttribute("href") });
  }
}

/** Opens the dialog on the first one's page and picks the second, by keyboard. */
async function merging(page, words) {
  await page.goto(`${asked.url}${two[0].path}`);
  await page.getByRole("button", { name: words.open }).click();
  const dialog = page.getByRole("dialog");
  const picker = dialog.getByRole("combobox", { name: words.picker });
  await picker.fill(two[1].number);
  await page.locator(".ant-select-item-option", { hasText: two[1].number }).waitFor();
  await picker.press("Enter");
  await dialog.getByRole("table", { name: words.compared }).waitFor();
  return dialog;
}

async function foreseen({ page, inspected }) {
  const dialog = await merging(page, zh);
  const head = dialog.getByRole("columnheader");
  assert.deepEqual(await head.allInnerTexts(), ["保留", "并入"]);
  const effects = dialog.getByRole("region", { name: "合并之后" });
  await effects.getByText(/转入身份 \d+ 个/).waitFor();
  await effects.getByText(/等级：原为/).waitFor();
  await inspected("merge dialog");
  const numbers = dialog.getByRole("row", { name: /会员号/ }).getByRole("cell");
  assert.match(await numbers.nth(0).innerText(), new RegExp(two[0].number));
  await dialog.getByRole("button", { name: "交换：保留另一份" }).click();
  await effects.getByText(/转入身份 \d+ 个/).waitFor();
  assert.match(await numbers.nth(0).innerText(), new RegExp(two[1].number));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

async function merged({ page, inspected }) {
  const dialog = await merging(page, zh);
  await dialog.getByLabel("原因").fill(`同一人办了两张卡 ${run}`);
  await dialog.getByLabel("原因").press("Enter");
  await page.getByText(`会员 ${two[1].number} 已并入 ${two[0].number}`).waitFor();
  await openPart(page, "登录与合并", "合并记录");
  const line = page.getByRole("listitem").filter({ hasText: run });
  await line.getByText("有效").waitFor();
  await inspected("merges of a member");
}

async function leadsOn({ page, inspected }) {
  await page.goto(`${asked.url}${two[1].path}`);
  await page.getByText("这份记录已并入另一位会员").waitFor();
  assert.equal(await page.getByRole("button", { name: "合并…" }).count(), 0);
  await inspected("merged record");
  await page.getByRole("link", { name: `前往会员 ${two[0].number}` }).click();
  await page.waitForURL(`${asked.url}${two[0].path}`);
}

async function undone({ page, inspected }) {
  await openPart(page, "登录与合并", "合并记录");
  const line = page.getByRole("listitem").filter({ hasText: run });
  await line.getByRole("button", { name: "撤销合并…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByRole("region", { name: "撤销之后" })
    .getByText(/退回身份/)
    .waitFor();
  await inspected("undoing a merge");
  await dialog.getByLabel("原因").fill("母女共用手机，并非同一人");
  await dialog.getByRole("button", { name: "撤销合并", exact: true }).click();
  await line.getByText("已撤销", { exact: true }).waitFor();
  await page.goto(`${asked.url}${two[1].path}`);
  await page.getByRole("button", { name: "合并…" }).waitFor();
}

async function english({ page, inspected }) {
  await page.getByText("EN", { exact: true }).click();
  await page.getByRole("button", { name: "Merge…" }).waitFor();
  const words = { open: "Merge…", picker: "Member", compared: "The two records compared" };
  const dialog = await merging(page, words);
  await dialog
    .getByText(/go along/)
    .first()
    .waitFor();
  const ours = dialog.locator("h3, th, label, button, .ant-modal-title");
  for (const text of await ours.allInnerTexts()) {
    assert.doesNotMatch(text, /\p{Script=Han}/u, `not English: ${text}`);
  }
  await inspected("merge dialog in English");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}
