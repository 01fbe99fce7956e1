// How long what is kept, and what a member may ask for: one person drafts the rule,
// another sees what it takes away and approves; a member restricts his data on his
// telephone, has a decision checked, and ends it; staff see it and lift it with notice.
//
//   HABITUE_LOG=FILE node journeys/privacy.mjs --url URL --email E --password-file FILE [--out DIR]
//
// Codes are read from the program's log. The account given is an administrator's, in
// a shop that has sold. Leaves a colleague and a version of the rule behind.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { approve, askFor } from "./approval.mjs";
import { joins, signIn } from "./colleague.mjs";
import { journey } from "./journey.mjs";
import { openPart } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options(
  "HABITUE_LOG=FILE node journeys/privacy.mjs --url URL --email E --password-file FILE [--out DIR]",
);
const log = process.env.HABITUE_LOG;
if (!log) {
  console.error("HABITUE_LOG names no file: the journey reads sign-in codes there");
  process.exit(2);
}
mkdirSync(asked.out, { recursive: true });
let member;

await journey(asked, { locale: "zh-CN", others: ["second", "phone"] }, [
  ["an administrator invites a colleague", invites],
  ["a rule is drafted, with why each kind is kept", drafts],
  ["another person sees what it takes away and approves", approves],
  ["what is kept says how long and why, in both languages", kept],
  ["a member signs in and keeps his data from being used", restricts],
  ["staff see it, and lift it with notice", lifts],
  ["he reads why, and ends it himself", ends],
  ["he has a decision checked by a person, who answers", objects],
]);

async function invites({ page, second }) {
  await signIn(page, asked);
  await joins(page, second.page, asked, { name: "隐私复核" });
}

async function drafts({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "期限与保存" }).click();
  await page.getByRole("heading", { name: "期限与保存", level: 1 }).waitFor();
  await page.getByRole("table", { name: "保存什么、多久、为何" }).waitFor();
  await inspected("the rule of privacy");
  await page.getByRole("button", { name: "修改", exact: true }).click();
  await page.getByRole("heading", { name: "期限与保存：草稿" }).waitFor();
  await page.getByRole("switch", { name: "按当地法律的期限答复" }).click();
  await page.getByRole("spinbutton", { name: "答复期限（工作日）" }).fill("10");
  await page.getByRole("spinbutton", { name: "服务备注" }).fill("90");
  await page.getByText("请求在 10 个工作日内答复。").first().waitFor();
  await page.getByText("服务备注：保存 90 天。").first().waitFor();
  await inspected("the draft of the rule of privacy");
  await shoot(page, "draft");
  await askFor(page, "备注只留三个月");
}

async function approves({ second }) {
  await approve(second.page, asked, /期限与保存/, async (theirs) => {
    await theirs.getByRole("region", { name: "下次清理会删除的内容" }).waitFor();
    await theirs.getByText("服务备注：保存 90 天。").first().waitFor();
    await second.inspected("approval of the rule of privacy");
    await shoot(theirs, "approval");
  });
}

async function kept({ page }) {
  await page.goto(`${asked.url}/privacy/policy`);
  await page.getByText("服务备注：保存 90 天。").first().waitFor();
  for (const width of [1280, 820]) {
    await page.setViewportSize({ width, height: 900 });
    await shoot(page, `rule-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Over the API, as the administrator who is signed in. */
async function ask(page, method, address, data) {
  const answer = await page.request.fetch(`${asked.url}/api/v1${address}`, { method, data });
  assert.ok(answer.ok(), `${method} ${address}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

async function restricts({ page, phone }) {
  const { items } = await ask(page, "GET", "/members?limit=50");
  const found = items.find(({ phone_masked, value }) => phone_masked && value);
  assert.ok(found, "the journey needs a member with a value class");
  member = {
    ...found,
    ...(await ask(page, "POST", `/members/${found.id}/reveal`, { reason: "journey" })),
  };
  phone.expect(401, "/api/v1/me");
  phone.expect(401, "/api/v1/me/session/renew");
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.page.goto(`${asked.url}/m/me/privacy`);
  await phone.page.getByLabel("手机号").fill(member.phone);
  const sent = phone.page.waitForResponse((response) => response.url().endsWith("/me/codes"));
  await phone.page.getByRole("button", { name: "获取验证码" }).click();
  assert.equal((await sent).status(), 200);
  await phone.page.getByLabel("验证码", { exact: true }).fill(latestCode());
  await phone.page.getByRole("button", { name: "登录", exact: true }).click();
  await phone.page.getByRole("button", { name: "只保存，不使用我的信息" }).waitFor();
  await shoot(phone.page, "member-before");
  await phone.page.getByRole("button", { name: "只保存，不使用我的信息" }).click();
  await phone.page.getByRole("button", { name: "恢复使用我的数据" }).waitFor();
  await phone.inspected("a restricted member");
  await shoot(phone.page, "member-restricted");
}

/** The latest code that the program wrote into its log. */
function latestCode() {
  const lines = readFileSync(log, "utf8").split("\n");
  const code = lines.map((line) => /"code":"(\d{6})"/.exec(line)?.[1]).findLast(Boolean);
  assert.ok(code, "no code stands in the log");
  return code;
}

async function lifts({ page, inspected }) {
  await page.goto(`${asked.url}/members/${member.id}`);
  await page.getByText("限制处理", { exact: true }).first().waitFor();
  await openPart(page, "授权与请求", "请求");
  const held = page.getByRole("region", { name: "限制处理" });
  await held.getByText("生效中").waitFor();
  await settled(page);
  await inspected("a restricted member's page");
  await shoot(page, "staff-restricted");
  await held.getByRole("button", { name: "解除限制" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("原因（会员可见）").fill("异议已处理完毕");
  await dialog.getByRole("button", { name: "解除限制" }).click();
  await held.getByText("异议已处理完毕").waitFor();
}

async function ends({ phone: { page } }) {
  await page.reload();
  await page.getByText("异议已处理完毕").waitFor();
  await shoot(page, "member-lifting");
  await page.getByRole("button", { name: "恢复使用我的数据" }).click();
  await page.getByRole("button", { name: "只保存，不使用我的信息" }).waitFor();
}

async function objects({ page, phone, inspected }) {
  await phone.page.getByRole("button", { name: "人工复核" }).first().click();
  await phone.page.getByRole("textbox", { name: /有何不妥/ }).fill("消费比显示的多");
  await shoot(phone.page, "member-object");
  await phone.page.getByRole("button", { name: "提交" }).last().click();
  await phone.page
    .getByText(/人工复核 · /)
    .first()
    .waitFor();
  await page.goto(`${asked.url}/privacy/requests`);
  const row = page.getByRole("row", { name: /消费比显示的多/ });
  await row.getByRole("button", { name: "答复" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("说明").fill("已复核：补登一单后升级");
  await inspected("an objection");
  await dialog.getByRole("button", { name: "答复" }).click();
  await row.waitFor({ state: "detached" });
  await phone.page.reload();
  await phone.page
    .getByText(/已复核：补登一单后升级/)
    .first()
    .waitFor();
}

async function shoot(page, name) {
  await settled(page);
  await page.screenshot({ path: path.join(asked.out, `privacy-${name}.png`), fullPage: true });
}
