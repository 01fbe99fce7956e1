// How two records that may be of one person are found and judged: two who joined
// twice, a search, the evidence, not the same by a key and taken back, put off,
// and the same, which leads to merging them.
//
//   node journeys/duplicates.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's. It leaves two members behind, merged.
import assert from "node:assert/strict";
import { signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/duplicates.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString();
const phones = [`150${run.slice(-8)}`, `187${run.slice(-8)}`];

await journey(asked, { locale: "zh-CN" }, [
  ["one person joins twice, and members are searched", searched],
  ["the pair is shown with its evidence", shown],
  ["not the same, by a key, and taken back", apart],
  ["put off, and looked at again", later],
  ["the same leads to the merge", same],
  ["English is complete", english],
]);

async function searched({ page }) {
  await signIn(page, asked);
  for (const phone of phones) {
    const status = await page.evaluate(async (mobile) => {
      const answer = await fetch("/api/v1/members", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": mobile },
        body: JSON.stringify({ phone: mobile, name: "司徒清羽", birthday: "1988-02-29" }),
      });
      await answer.text(); // or it stays under way
      return answer.status;
    }, phone);
    assert.equal(status, 201);
  }
  await page.getByRole("link", { name: "疑似重复" }).click();
  await page.waitForURL(/\/members\/duplicates$/);
  await page.getByText(/已在 .* 位会员中比对|尚未查找过/).waitFor();
  await page.getByRole("button", { name: "现在查找" }).click();
  await page.getByRole("status").filter({ hasText: "正在" }).waitFor();
  await page
    .getByText(/已在 .* 位会员中比对/)
    .first()
    .waitFor({ timeout: 120_000 });
}

/** The pair of this run, chosen from the list. */
async function pair(page) {
  const entry = page.getByRole("button", { name: /司徒清羽/ }).first();
  await entry.click();
  return entry;
}

async function shown({ page, inspected }) {
  await pair(page);
  const one = page.getByRole("region", { name: "当前这一对" });
  await one.getByText(/同一人的可能性 9/).waitFor();
  await one.getByText("姓名相同").waitFor();
  await one.getByText("出生日期相同").waitFor();
  await one.getByText("手机号后四位相同").waitFor();
  await one.getByRole("table", { name: "两份记录对照" }).waitFor();
  await inspected("duplicates");
}

async function apart({ page, inspected }) {
  const entry = await pair(page);
  await page.keyboard.press("2");
  await page.getByText("已记为不是同一人").waitFor();
  await entry.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /撤\s?销/ }).click();
  await entry.waitFor();
  await inspected("a verdict taken back");
}

async function later({ page, inspected }) {
  const entry = await pair(page);
  await page.keyboard.press("3");
  await page.getByText("已放到一周之后").waitFor();
  await entry.waitFor({ state: "detached" });
  await page.getByText(/^稍后 1/).click();
  const row = page.getByRole("table", { name: "稍后" }).locator("tbody tr[data-row-key]").first();
  await row.getByText("司徒清羽").first().waitFor();
  await inspected("pairs put off");
  await row.getByRole("button", { name: "重新核对" }).click();
  await page.getByText("没有放到稍后的").waitFor();
  await page.getByText(/^待核对/).click();
  await entry.waitFor();
}

async function same({ page, inspected }) {
  const entry = await pair(page);
  await page.keyboard.press("1");
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/转入身份/).waitFor();
  await inspected("merging a duplicate");
  await page.keyboard.press("2"); // which a dialog does not hear
  await dialog.getByLabel("原因").fill("同一人办了两张卡");
  await dialog.getByLabel("原因").press("Enter");
  await page.getByText(/已并入/).waitFor();
  await entry.waitFor({ state: "detached" });
}

async function english({ page, inspected }) {
  await page.getByText("EN", { exact: true }).click();
  await page.getByRole("heading", { name: "Duplicates", level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const ours = page.locator(
    "main h1, main th, main .ant-segmented-item-label, main .ant-tag, main kbd",
  );
  for (const text of await ours.allInnerTexts()) {
    assert.doesNotMatch(text, /\p{Script=Han}/u, `not English: ${text}`);
  }
  await inspected("duplicates in English");
}
