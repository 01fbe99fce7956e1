// What is known of a person: what a member said about consents is recorded with its
// evidence and holds at once, and a text gets another version.
//
//   node journeys/person.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has members. It leaves
// statements of one member and another wording behind.
import { choose } from "./choose.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/person.mjs --url URL --email E --password-file FILE");
let member = "";

await journey(asked, { locale: "zh-CN" }, [
  ["what a member said is recorded with its evidence, and holds", records],
  ["a withdrawal holds at once", withdraws],
  ["another wording is another version", rewords],
]);

async function records({ page, inspected }) {
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/members`);
  await page.locator("tbody tr[data-row-key]").first().getByRole("link").first().click();
  await page.waitForURL(/\/members\/\d+/);
  member = new URL(page.url()).pathname;
  await page.getByRole("tab", { name: "授权" }).click();
  const dialog = await recording(page);
  await choose(page, dialog, "渠道", "短信");
  await dialog.getByText("同意", { exact: true }).click();
  await dialog.getByText("请向会员展示或宣读以下文本").waitFor();
  await dialog.getByLabel("凭据").fill("签署的表单 12 号");
  await inspected("recording a consent");
  await dialog.getByRole("button", { name: /登\s?记/ }).click();
  await page.getByText("短信 · 允许").nth(1).waitFor();
  await page.getByRole("table", { name: "历史与凭据" }).getByText("签署的表单 12 号").waitFor();
  await inspected("consents of a member");
}

/** Opens the dialog of marketing. */
async function recording(page) {
  await page.getByRole("button", { name: "登记会员的表示：优惠与活动信息" }).click();
  return page.getByRole("dialog");
}

async function withdraws({ page }) {
  const dialog = await recording(page);
  await choose(page, dialog, "渠道", "短信");
  await choose(page, dialog, "途径", "电话");
  await dialog.getByLabel("凭据").fill("来电录音 7 号");
  await dialog.getByRole("button", { name: /登\s?记/ }).click();
  await page.getByText("短信 · 不允许").waitFor();
}

async function rewords({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "授权文本" }).click();
  const text = page.getByRole("listitem").filter({ hasText: "优惠与活动信息" });
  await text.getByRole("button", { name: "新版本" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("文本（中文）").fill("向您发送优惠与活动信息，每月至多四次。");
  await inspected("another wording");
  await dialog.getByRole("button", { name: "发布此版本" }).click();
  await text.getByText("第 2 版").waitFor();
  await text.getByRole("button", { name: "历史版本" }).click();
  await page.getByRole("dialog").getByText("程序自带").waitFor();
  await inspected("versions of a text");
  await page.keyboard.press("Escape");
  await page.goto(`${asked.url}${member}?tab=consents`);
  await page.getByText("短信 · 不允许").waitFor();
}
