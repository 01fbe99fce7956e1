// What is known of a person: what a member said about consents is recorded with its
// evidence and holds at once, a text gets another version, a field of the retailer's
// own is made and filled in, an address kept,
// and a service note written.
//
//   node journeys/person.mjs --url URL --email E --password-file FILE
//
// The account given is an administrator's, in a shop that has members. It leaves
// statements, a value and an address of one member, a field and another wording behind.
import { choose } from "./choose.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { openPart } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options("node journeys/person.mjs --url URL --email E --password-file FILE");
const run = Date.now().toString(36);
let member = "";

await journey(asked, { locale: "zh-CN" }, [
  ["what a member said is recorded with its evidence, and holds", records],
  ["a withdrawal holds at once", withdraws],
  ["another wording is another version", rewords],
  ["a field is made, and filled in for a member", knows],
  ["an e-mail is bound, changed and refused where it is another's", identifies],
  ["an address is kept by its division, and seen in full for a reason", lives],
  ["a service note is written, corrected with its history, removed and brought back", noted],
  ["a tag is made, put with a reason, found by, put on a list with a preview, and undone", tagged],
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

async function knows({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "会员字段" }).click();
  await page.getByRole("button", { name: "新建字段" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("代码", { exact: true }).fill(`tea_${run}`);
  await dialog.getByLabel("中文名称").fill(`喜爱的茶 ${run}`);
  await choose(page, dialog, "类型", "多选");
  for (const [index, [code, name]] of [
    ["green", "绿茶"],
    ["black", "红茶"],
  ].entries()) {
    await dialog.getByRole("button", { name: "添加选项" }).click();
    await dialog.getByLabel(`第 ${index + 1} 个选项的代码`).fill(code);
    await dialog.getByLabel(`第 ${index + 1} 个选项的名称`).fill(name);
  }
  await dialog.getByLabel("完整度权重").fill("20");
  await inspected("a new field");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByRole("table", { name: "字段" }).getByText(`tea_${run}`).waitFor();
  await inspected("fields of members");
  await page.goto(`${asked.url}${member}?tab=details`);
  await page.getByText("还缺：").waitFor();
  await page.getByRole("button", { name: "修改资料" }).click();
  await choose(page, page.getByRole("dialog"), `喜爱的茶 ${run}`, "绿茶");
  // Its list stays open for more, and would lie over the button.
  await page.getByRole("dialog").getByText("修改资料", { exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s?存/ })
    .click();
  await page.locator("dd", { hasText: "绿茶" }).waitFor();
}

async function identifies({ page, inspected, expect }) {
  const mail = `wang.${run}@example.com`;
  await page.goto(`${asked.url}${member}?tab=identities`);
  await page.getByText("没有变更过").waitFor();
  await page.getByRole("button", { name: "绑定标识" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, dialog, "类型", "邮箱");
  await dialog.getByLabel("标识内容").fill(mail);
  await dialog.getByLabel("理由").fill("会员来店登记");
  await inspected("binding an identity");
  await dialog.getByRole("button", { name: /绑\s?定/ }).click();
  await page.getByRole("table", { name: "变更记录" }).getByText("会员来店登记").waitFor();
  await page
    .getByRole("button", { name: /^更换邮箱/ })
    .first()
    .click();
  await dialog.getByLabel("新的内容").fill(`li.${run}@example.com`);
  await dialog.getByLabel("理由").fill("邮箱写错");
  await dialog.getByRole("button", { name: /更\s?换/ }).click();
  await page.getByRole("table", { name: "变更记录" }).getByText("→").waitFor();
  await inspected("identities of a member");
  await page.goto(`${asked.url}/members`);
  await page.locator("tbody tr[data-row-key]").nth(1).getByRole("link").first().click();
  await page.waitForURL(/\/members\/\d+/);
  await openPart(page, "资料", "身份标识");
  await page.getByRole("button", { name: "绑定标识" }).click();
  await choose(page, dialog, "类型", "邮箱");
  await dialog.getByLabel("标识内容").fill(`li.${run}@example.com`);
  await dialog.getByLabel("理由").fill("会员来店登记");
  expect(409, `/api/v1${new URL(page.url()).pathname}/identities`);
  await dialog.getByRole("button", { name: /绑\s?定/ }).click();
  await dialog.getByRole("button", { name: "若是同一人：查找并合并会员…" }).click();
  await page.getByRole("dialog").getByText("合并").first().waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`${asked.url}${member}?tab=details`);
}

async function lives({ page, inspected }) {
  await page.getByRole("button", { name: "添加地址" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("收件人").fill("王小云");
  await dialog.getByLabel("详细地址").fill("上海浦东新区世纪大道 1 号");
  await inspected("an address");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByText("上海市浦东新区 ••••").waitFor();
  await page.getByRole("button", { name: "查看敏感字段与地址" }).click();
  await page.getByRole("dialog").getByLabel("查看理由").fill("核对收货地址");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /查\s?看/ })
    .click();
  await page.getByText("世纪大道 1 号").waitFor();
  await inspected("details of a member");
}

async function noted({ page, inspected }) {
  await page.goto(`${asked.url}${member}?tab=notes`);
  await page.getByRole("button", { name: "保存备注" }).waitFor();
  await page.keyboard.press("n");
  await page.keyboard.type(`等了一个小时 ${run}`);
  await page.getByRole("radiogroup", { name: "类型", exact: true }).getByText("投诉").click();
  await page.getByRole("textbox", { name: "备注", exact: true }).press("Control+Enter");
  const notes = page.getByRole("list", { name: "服务备注" });
  const note = notes.getByRole("listitem").filter({ hasText: run });
  await note.getByText("投诉").waitFor();
  await note.getByRole("button", { name: /更\s?正/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("textbox", { name: "备注", exact: true })
    .fill(`等了半个小时 ${run}`);
  await page.getByRole("dialog").getByRole("button", { name: "保存备注" }).click();
  await note.getByText("半个小时").waitFor();
  await note.getByRole("button", { name: /历\s?史/ }).click();
  await page.getByRole("dialog").getByText("等了一个小时").waitFor();
  await inspected("history of a note");
  await page.keyboard.press("Escape");
  await note.getByRole("button", { name: /移\s?除/ }).click();
  await page.getByRole("dialog").getByLabel("移除原因").fill("记错会员");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /移\s?除/ })
    .click();
  await page
    .getByRole("status")
    .getByRole("button", { name: /撤\s?销/ })
    .click();
  await note.waitFor();
  await inspected("notes of a member");
}

async function tagged({ page, inspected }) {
  await page.getByRole("navigation").getByRole("link", { name: "会员标签" }).click();
  await page.getByRole("button", { name: "新建标签" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("代码", { exact: true }).fill(`guest_${run}`);
  await dialog.getByLabel("中文名称").fill(`贵宾 ${run}`);
  await inspected("a new tag");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await page.getByRole("table", { name: "标签" }).getByText(`贵宾 ${run}`).waitFor();
  await inspected("tags");
  await page.goto(`${asked.url}${member}`);
  await page.getByRole("button", { name: "打标签" }).click();
  await page.getByRole("dialog").getByLabel("标签", { exact: true }).click();
  await page.keyboard.type(run);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("理由").fill("店庆到访");
  await page.getByRole("dialog").getByRole("button", { name: "打标签" }).click();
  await page.getByRole("complementary").getByText(`贵宾 ${run}`).waitFor();
  await inspected("member in two columns");
  await page.getByRole("button", { name: `取下：贵宾 ${run}` }).click();
  await page
    .getByRole("status")
    .getByRole("button", { name: /撤\s?销/ })
    .click();
  await page.getByRole("complementary").getByText(`贵宾 ${run}`).waitFor();
  await page.goto(`${asked.url}/members?label=tag:guest_${run}`);
  await listed(page);
  const number = await page.locator("tbody tr[data-row-key]").first().getByRole("link").innerText();
  await page.getByRole("button", { name: "批量打标签" }).click();
  const bulk = page.getByRole("dialog");
  await bulk.getByText("取下", { exact: true }).click();
  await bulk.getByLabel("标签", { exact: true }).click();
  await page.keyboard.type(run);
  await page.keyboard.press("Enter");
  await bulk.getByText("一份名单").click();
  await bulk.getByLabel("名单", { exact: true }).fill(`${number}\n查无此人`);
  await bulk.getByRole("button", { name: /预\s?览/ }).click();
  await bulk.getByText("变动 1 位").waitFor();
  await bulk.getByText("找不到的行：2").waitFor();
  await inspected("tagging of many");
  await bulk.getByRole("button", { name: /执\s?行/ }).click();
  await page.getByText("已为 1 位会员更新标签").waitFor();
}

/** The list is read from the analytic copy, which is some seconds behind. */
async function listed(page) {
  for (;;) {
    const found = await page.getByText(/共 \d+ 位会员/).innerText();
    if (found.includes("共 1 位")) return;
    const behind = await page.getByText(/^分析数据截至/).innerText();
    await page
      .getByText(/^分析数据截至/)
      .filter({ hasNotText: behind })
      .waitFor();
    await page.reload();
  }
}
