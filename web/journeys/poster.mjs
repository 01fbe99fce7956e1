// A poster from the console to the street and back: it is made and its sheet fetched, a
// telephone of 390 px opens it, its owner joins by it and buys, and the report says one,
// one, one. Ended, it lets people join all the same and says so. The console is looked at
// 1280 and 820 px wide, in both languages, before axe-core.
//
//   HABITUE_LOG=FILE node journeys/poster.mjs --url URL --email E --password-file FILE [--out DIR]
//
// Codes are read from the program's log. The account given is an administrator's.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inspect, launch, watch } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options(
  "HABITUE_LOG=FILE node journeys/poster.mjs --url URL --email E --password-file FILE [--out DIR]",
);
const log = process.env.HABITUE_LOG;
if (!log) {
  console.error("HABITUE_LOG names no file: the journey reads sign-in codes there");
  process.exit(2);
}
mkdirSync(asked.out, { recursive: true });
const began = Date.now();
const browser = await launch();
const origin = new URL(asked.url).origin;
const desk = await watch(browser, origin, { reducedMotion: "reduce", acceptDownloads: true });
desk.page.setDefaultTimeout(60_000);
const phones = [];
const unique = String(Date.now()).slice(-8);
const name = `门口立牌 ${unique}`;
const phone = `139${unique}`;
const chinese = { phone: "手机号", send: "获取验证码", code: "验证码", enter: "登录" };
let link = "";
let code = "";

const steps = [
  ["there are no posters yet, which is said", noneYet],
  ["a poster is made", made],
  ["its sheet and its code are fetched", printed],
  ["a telephone opens it in Chinese, its owner joins and buys", joins],
  ["another one reads it in English", readInEnglish],
  ["the report says one, one, one of who came, in Chinese", reports],
  ["and in English, on a tablet", inEnglish],
  ["it is ended, which can be undone", ended],
  ["ended, it lets people join and says so", over],
  ["what is done with data is read by anybody", policy],
];

try {
  for (const [step, run] of steps) {
    await run();
    console.log(`ok  ${step}`);
  }
} catch (thrown) {
  for (const [at, { page }] of [desk, ...phones].entries()) {
    await page.screenshot({
      path: path.join(asked.out, `poster-failed-${at}.png`),
      fullPage: true,
    });
  }
  console.error(thrown.stack);
  process.exitCode = 1;
} finally {
  await browser.close();
}
const complaints = [desk, ...phones].flatMap((one) => one.complaints);
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
console.log(
  `${process.exitCode ? "FAILED" : "passed"} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
);

async function looked(watched, what, language) {
  await settled(watched.page);
  watched.complaints.push(...(await inspect(watched.page, `${what} in ${language}`)));
  const file = `poster-${what}.${language}.png`;
  await watched.page.screenshot({ path: path.join(asked.out, file), fullPage: true });
}

/** The console as it is now, 1280 and 820 px wide. */
async function bothWidths(what, language) {
  for (const width of [1280, 820]) {
    await desk.page.setViewportSize({ width, height: 900 });
    await looked(desk, `${what}-${width}`, language);
    const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${what} is ${wide} px wide on ${width}`);
  }
  await desk.page.setViewportSize({ width: 1280, height: 900 });
}

/** The row of the poster in the list, and in the report by posters. */
function rowOf(page) {
  return page.getByRole("row").filter({ hasText: name });
}

/** A telephone of somebody who is no member yet. */
async function telephone(locale) {
  const watched = await watch(browser, [origin, new URL(link).origin], {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale,
    reducedMotion: "reduce",
  });
  watched.page.setDefaultTimeout(60_000);
  watched.expect(401, "/api/v1/me");
  watched.expect(401, "/api/v1/me/session/renew");
  watched.expect(404, "/api/v1/me/session");
  phones.push(watched);
  return watched;
}

async function ask(method, at, data, more = {}) {
  const answer = await desk.page.request.fetch(`${asked.url}/api/v1${at}`, {
    method,
    ...(data && { data }),
    headers: { "Idempotency-Key": `${at}:${unique}`, ...more },
  });
  assert.ok(answer.ok(), `${method} ${at}: ${answer.status()} ${await answer.text()}`);
  return answer;
}

async function noneYet() {
  const { page } = desk;
  await enter(page, asked, "zh-CN");
  await page.goto(`${asked.url}/members/posters`);
  await page.getByText("还没有海报").waitFor();
  await bothWidths("none", "zh-CN");
}

async function made() {
  const { page } = desk;
  await page.getByRole("button", { name: "新建海报" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill(name);
  await dialog.getByRole("button", { name: "新建", exact: true }).click();
  await dialog.getByText("标题至少填写一种语言。").waitFor();
  await dialog.getByLabel("中文标题").fill("入会即享首杯五折");
  await dialog.getByLabel("英文标题").fill("Join, and the first cup is half price");
  await dialog.getByLabel("中文说明").fill("新会员当天可用");
  await dialog.getByLabel("英文说明").fill("For new members, on the day");
  await dialog.getByLabel("导购").fill("li.na");
  await dialog.getByLabel("门店").click();
  await page.locator(".ant-select-item-option").nth(1).click();
  await looked(desk, "new", "zh-CN");
  await dialog.getByRole("button", { name: "新建", exact: true }).click();
  await page.getByText(`印刷“${name}”`).waitFor();
  link = await page.getByText(/\/m\/\?poster=/).innerText();
  code = link.slice(-8);
  assert.match(code, /^[2-9A-Z]{8}$/);
  await looked(desk, "print", "zh-CN");
}

async function printed() {
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  for (const [button, ending, begins] of [
    ["下载印刷页（PDF）", "-a4.pdf", "%PDF-"],
    ["二维码 PNG", ".png", "\x89PNG"],
    ["二维码 SVG", ".svg", "<svg "],
  ]) {
    const arriving = page.waitForEvent("download");
    await dialog.getByRole("link", { name: button }).click();
    const file = await arriving;
    assert.equal(file.suggestedFilename(), `poster-${code}${ending}`);
    const head = readFileSync(await file.path())
      .subarray(0, 5)
      .toString("latin1");
    assert.ok(head.startsWith(begins), `${button} begins with ${head}`);
    await file.saveAs(path.join(asked.out, `poster-sheet${ending}`));
  }
  await dialog.getByRole("button", { name: "关闭" }).last().click();
  await rowOf(page).waitFor();
  await bothWidths("list", "zh-CN");
}

function latestCode() {
  const lines = readFileSync(log, "utf8").split("\n");
  const sent = lines.map((line) => /"code":"(\d{6})"/.exec(line)?.[1]).findLast(Boolean);
  assert.ok(sent, "no code stands in the log");
  return sent;
}

async function scanned({ page }, address) {
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/scans"));
  await page.goto(address);
  assert.equal((await counted).status(), 204);
}

async function entered({ page }, phone, words) {
  await page.getByLabel(words.phone).fill(phone);
  const sent = page.waitForResponse((answer) => answer.url().endsWith("/me/codes"));
  await page.getByRole("button", { name: words.send }).click();
  assert.equal((await sent).status(), 200);
  await page.getByLabel(words.code, { exact: true }).fill(latestCode());
  await page.getByRole("button", { name: words.enter, exact: true }).click();
}

async function joins() {
  const mine = await telephone("zh-CN");
  const { page } = mine;
  await scanned(mine, link);
  await page.getByRole("heading", { name: "入会即享首杯五折" }).waitFor();
  await looked(mine, "opened", "zh-CN");
  await scanned(mine, link); // the same telephone, again
  await entered(mine, phone, chinese);
  await page.getByLabel("姓名（选填）").fill("王小云");
  await looked(mine, "joining", "zh-CN");
  await page.getByRole("button", { name: "立即入会" }).click();
  await page.getByText("王小云").waitFor();
  await looked(mine, "joined", "zh-CN");
  await ask("POST", "/orders", {
    reference: `poster-${unique}`,
    source: "till",
    currency: "CNY",
    member: { phone },
    occurred_at: new Date().toISOString(),
    lines: [{ code: "TEA", name: "茉莉绿茶", quantity: 1, list_amount: 1800 }],
  });
}

async function readInEnglish() {
  const theirs = await telephone("en-GB");
  await scanned(theirs, link);
  await theirs.page.getByRole("heading", { name: "Join, and the first cup" }).waitFor();
  await looked(theirs, "opened", "en");
}

/** The copy that is counted from follows within seconds. */
async function reports() {
  const { page } = desk;
  await page.getByRole("tab", { name: "成效" }).click();
  const row = rowOf(page);
  for (;;) {
    await row.waitFor();
    const cells = await row.getByRole("cell").allInnerTexts();
    if (cells[2] === "1" && cells[4] === "1") {
      assert.equal(cells[1], "2"); // two telephones
      assert.match(cells[6], /18\.00/);
      break;
    }
    // What was answered is answered again for some seconds.
    await page
      .waitForResponse((answer) => answer.url().includes("/insight/posters"), {
        timeout: 1_000,
      })
      .catch(() => {});
    await page.reload();
    assert.ok(Date.now() - began < 180_000, `the report says ${cells}`);
  }
  await page.getByText("指标口径").click();
  await bothWidths("report", "zh-CN");
  for (const by of ["按门店", "按导购", "按日"]) {
    await page.getByText(by, { exact: true }).click();
    await settled(page);
    await looked(desk, `report-${by}`, "zh-CN");
  }
  await page.getByRole("cell", { name: "2", exact: true }).first().waitFor();
}

async function inEnglish() {
  const { page } = desk;
  await page.evaluate(() => localStorage.setItem("habitue.language", "en"));
  await ask("PUT", "/session/locale", { locale: "en" }).catch(() => {});
  await page.goto(`${asked.url}/members/posters?tab=report`);
  await page.getByRole("heading", { name: "Posters" }).waitFor();
  await page.getByText("What the numbers mean").click();
  await bothWidths("report", "en");
  await page.getByRole("tab", { name: "Posters" }).click();
  await rowOf(page).waitFor();
  await bothWidths("list", "en");
}

async function ended() {
  const { page } = desk;
  const act = async (what) => {
    await page.getByRole("button", { name: `More: ${name}` }).click();
    await page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  const row = rowOf(page);
  await act("End");
  await row.getByText("Ended").waitFor();
  await looked(desk, "ended", "en");
  await page.getByRole("button", { name: "Undo" }).click();
  await row.getByText("Running").waitFor();
  await act("Change words and days");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`${name} B`);
  await looked(desk, "change", "en");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText(`${name} B`, { exact: true }).waitFor();
  await page.getByRole("button", { name: `More: ${name} B` }).click();
  await page.getByRole("menuitem", { name: "End", exact: true }).click();
  await row.getByText("Ended").waitFor();
}

async function over() {
  for (const [locale, language, words] of [
    ["zh-CN", "zh-CN", "您仍可照常入会"],
    ["en-GB", "en", "You can join all the same"],
  ]) {
    const theirs = await telephone(locale);
    await scanned(theirs, link);
    await theirs.page.getByText(words).waitFor();
    await looked(theirs, "over", language);
  }
  const last = await telephone("zh-CN");
  await scanned(last, link);
  await entered(last, `138${unique}`, chinese);
  await last.page.getByRole("button", { name: "立即入会" }).click();
  await last.page.getByRole("img", { name: "会员动态二维码" }).waitFor();
}

async function policy() {
  for (const [locale, language, title] of [
    ["zh-CN", "zh-CN", "个人信息说明"],
    ["en-GB", "en", "How we use your data"],
  ]) {
    const theirs = await telephone(locale);
    await theirs.page.goto(`${asked.url}/m/privacy`);
    await theirs.page.getByRole("heading", { name: title }).waitFor();
    await looked(theirs, "policy", language);
  }
}
