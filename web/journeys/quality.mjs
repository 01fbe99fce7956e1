// How bad records are found and mended: members with mistyped data join, the report
// counts them, the queue is worked with keys, a suggestion is taken and taken back,
// one is ignored with a reason, a rule is switched off.
//
//   node journeys/quality.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's. It leaves members with bad records behind.
import assert from "node:assert/strict";
import { signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/quality.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString().slice(-8);

await journey(asked, { locale: "zh-CN" }, [
  ["members join with bad records, and all are checked", joined],
  ["the report counts them", counted],
  ["a suggestion is taken by a key, and taken back", repaired],
  ["many are taken at once, after a look", many],
  ["one is ignored with a reason", ignored],
  ["rules say why they matter, and are set", ruled],
  ["the dictionary says who sees what", dictionary],
  ["English is complete", english],
]);

async function joined({ page }) {
  await signIn(page, asked);
  for (const [at, name] of ["Ｗａｎｇ　Ｙｕｎ", "测试", "李小龙,"].entries()) {
    const phone = `15${at}${run}`;
    const status = await page.evaluate(
      async (body) => {
        const answer = await fetch("/api/v1/members", {
          method: "POST",
          headers: { "Content-Type": "application/json", "Idempotency-Key": body.phone },
          body: JSON.stringify(body),
        });
        await answer.text(); // or it stays under way
        return answer.status;
      },
      { phone, name, email: `p${run}${at}@gmial.com` },
    );
    assert.equal(status, 201);
  }
  await page.getByRole("link", { name: "数据质量" }).click();
  await page.waitForURL(/\/members\/quality/);
  await page.getByRole("button", { name: "立即检查全部" }).click();
  await page.getByText(/已检查 .* 位会员/).waitFor({ timeout: 180_000 });
}

async function counted({ page, inspected }) {
  await page.getByText("有问题的会员").waitFor();
  await page.getByRole("heading", { name: "问题从哪里来" }).waitFor();
  await page.getByRole("table", { name: "问题从哪里来" }).waitFor({ timeout: 120_000 });
  await inspected("quality report");
}

async function repaired({ page, inspected }) {
  await page.getByRole("tab", { name: "待修复" }).click();
  await page.getByRole("checkbox", { name: "只看有建议的" }).check();
  const entries = page.getByRole("navigation", { name: "问题列表" }).getByRole("button");
  await entries.first().waitFor();
  const before = await entries.count();
  await inspected("quality queue");
  await entries.first().click();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("1");
  await page.getByText("已修改 1 项").waitFor();
  await page.getByRole("button", { name: /撤\s?销/ }).click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('nav[aria-label="问题列表"] li').length >= count,
    before,
  );
}

async function many({ page, inspected }) {
  await page.getByRole("button", { name: /采用 \d+ 条建议/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/可修改 \d+ 项/).waitFor();
  await inspected("repairs, looked at first");
  await dialog.getByRole("button", { name: /修改 \d+ 项/ }).click();
  await page.getByText(/已修改 \d+ 项/).waitFor();
  await dialog.waitFor({ state: "hidden" });
}

async function ignored({ page }) {
  await page.goto(`${asked.url}/members/quality?tab=queue&rule=name_placeholder`);
  const entry = page
    .getByRole("navigation", { name: "问题列表" })
    .getByRole("button", { name: "测试" });
  await entry.first().click();
  await page.keyboard.press("2");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("为什么无需处理").fill("培训用的会员");
  await dialog.getByRole("button", { name: /忽\s?略/ }).click();
  await page.getByText("已忽略").last().waitFor();
  await page.getByText("已忽略").first().click();
  await page.getByText("培训用的会员").waitFor();
}

async function ruled({ page, inspected }) {
  await page.getByRole("tab", { name: "规则" }).click();
  const row = page.getByRole("row").filter({ hasText: "缺少邮箱" });
  await row.getByText("收不到电子账单与邮件").waitFor();
  await inspected("quality rules");
  await row.getByRole("button", { name: /设\s?置/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText("规则已保存").waitFor();
  await page.getByRole("row").filter({ hasText: "缺少邮箱" }).getByText("未启用").waitFor();
}

async function dictionary({ page, inspected }) {
  await page.getByRole("tab", { name: "数据字典" }).click();
  await page.getByRole("row").filter({ hasText: "用于登录、短信与查找" }).waitFor();
  await inspected("data dictionary");
}

async function english({ page, inspected }) {
  await page.getByText("EN", { exact: true }).click();
  await page.getByRole("heading", { name: "Data quality", level: 1 }).waitFor();
  for (const tab of ["Report", "Rules"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForLoadState("networkidle");
    const ours = page.locator("main h1, main h3, main th, main .ant-tabs-tab, main li > span");
    for (const text of await ours.allInnerTexts()) {
      assert.doesNotMatch(text, /\p{Script=Han}/u, `not English: ${text}`);
    }
    await inspected(`quality in English, ${tab}`);
  }
}
