// Somebody who may not: an analyst, who works with figures and sees no member.
//
//   node journeys/denied.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/denied.mjs --url URL --email E --password-file FILE");
const analyst = {
  url: asked.url,
  email: `analyst-${Date.now()}@demo.habitue.local`,
  password: "quiet mornings are best for figures",
};

await journey(asked, { locale: "zh-CN" }, [
  ["an administrator makes an account for an analyst", accountMade],
  ["a password that was given out opens nothing but the way to one's own", ownPassword],
  ["the analyst starts at the figures and sees no way to members", startsAtFigures],
  ["a link that was passed on says who can grant", deniedInWords],
  ["nothing is found that may not be seen", nothingFound],
]);

async function accountMade({ page }) {
  await enter(page, asked, "zh-CN");
  const made = await page.evaluate(async (account) => {
    const response = await fetch("/api/v1/staff/accounts", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(account),
    });
    return { status: response.status, text: await response.text() };
  }, accountOf(analyst));
  assert.equal(made.status, 201, made.text);
  // Leaving the page ends its questions; asked without the session they would be refused.
  await page.goto("about:blank");
  await page.context().clearCookies();
}

function accountOf({ email, password }) {
  return { email, password, name: "分析师小林", locale: "zh-CN", roles: ["analyst"] };
}

async function ownPassword({ page, complaints }) {
  await enter(page, analyst, "zh-CN");
  await page.getByRole("heading", { name: "设置您自己的密码" }).waitFor();
  complaints.push(...(await inspect(page, "new password")));
  const own = `${analyst.password} again`;
  await page.getByLabel(/^(当前密码|一次性密码)/).fill(analyst.password);
  await page.getByLabel("新密码", { exact: true }).fill(own);
  await page.getByLabel("再次输入新密码").fill(own);
  await page.getByRole("button", { name: "保存并继续" }).click();
}

async function startsAtFigures({ page, complaints }) {
  await page.waitForURL((address) => address.pathname === "/overview");
  await page.getByRole("heading", { name: "经营概览", level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const navigation = page.getByRole("navigation", { name: "主导航" });
  assert.equal(await navigation.getByRole("link", { name: "会员列表" }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "查看会员" }).count(), 0);
  complaints.push(...(await inspect(page, "overview of an analyst")));
}

async function deniedInWords({ page, expect, complaints }) {
  expect(403, "/api/v1/members");
  expect(403, "/api/v1/members/count");
  await page.goto(`${asked.url}/members`);
  const alert = page.getByRole("alert");
  await alert.getByText("您没有查看此内容的权限").waitFor();
  assert.match(await alert.innerText(), /管理员/);
  complaints.push(...(await inspect(page, "denied")));
}

async function nothingFound({ page }) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "查找会员、订单、页面或操作" }).fill("wang");
  await page.getByText("没有找到").waitFor();
}
