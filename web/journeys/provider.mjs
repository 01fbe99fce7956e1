// Members come from other houses, against a real program and two houses on this machine
// (houses.mjs): by OpenID Connect on a telephone, by WeChat's QR code on a desk. They are
// bound by a code, sign in, show that it is they, take the house off, and say no.
//
//   HABITUE_LOG=FILE HABITUE_HOUSES=URL node journeys/provider.mjs --url URL --email E --password-file FILE [--out DIR]
//
// The program is reached at its public_url, to which the houses send one back.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inspect, launch, watch } from "./browser.mjs";
import { options } from "./options.mjs";

const asked = options(
  "HABITUE_LOG=FILE HABITUE_HOUSES=URL node journeys/provider.mjs --url URL --email E --password-file FILE [--out DIR]",
);
const { HABITUE_LOG: log, HABITUE_HOUSES: houses } = process.env;
if (!log || !houses) {
  console.error("HABITUE_LOG and HABITUE_HOUSES name the log with the codes, and the houses");
  process.exit(2);
}
mkdirSync(asked.out, { recursive: true });
const began = Date.now();
const home = `http://localhost:${new URL(asked.url).port}`;
const phones = [0, 1].map((n) => `13${8 + n}${String(Date.now()).slice(-8)}`);
const browser = await launch();
const telephone = await open({
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  userAgent:
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
});
const desk = await open({ viewport: { width: 1280, height: 800 } });

const steps = [
  ["a telephone shows the house and no QR code", onTelephone],
  ["who says no at the house is told so in words", saysNo],
  ["who is unknown shows a phone, joins, and lands where he wanted to go", binds],
  ["the house signs him in from then on", () => signsIn(telephone, "示例账号", "I am wang")],
  ["somebody else there is somebody else here", somebodyElse],
  ["signed in by the house, he shows anew that it is he, and takes it off", takesOff],
  ["it signs in no more", signsInNoMore],
  ["a desk shows WeChat's QR code, which binds", scans],
  ["the QR code signs in from then on", () => signsIn(desk, "微信扫码", "I am wang")],
];

try {
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  for (const [name, { page }] of Object.entries({ telephone, desk })) {
    await page.screenshot({
      path: path.join(asked.out, `provider-${name}-failed.png`),
      fullPage: true,
    });
  }
  console.error(
    `${thrown.stack}\nat ${telephone.page.url()} and ${desk.page.url()}, see ${asked.out}/provider-*-failed.png`,
  );
  process.exitCode = 1;
} finally {
  await browser.close();
}
const complaints = [...telephone.complaints, ...desk.complaints];
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
const seconds = ((Date.now() - began) / 1000).toFixed(1);
console.log(`${process.exitCode ? "FAILED" : "passed"} in ${seconds} s`);

async function open(settings) {
  const watched = await watch(browser, [home, houses], {
    locale: "zh-CN",
    reducedMotion: "reduce",
    ...settings,
  });
  watched.page.setDefaultTimeout(60_000);
  // Nobody is signed in, at first; a new phone, and a no at the house, are answers.
  watched.expect(401, "/api/v1/me");
  watched.expect(401, "/api/v1/me/session/renew");
  watched.expect(404, "/api/v1/me/session");
  watched.expect(422, "/api/v1/me/session/answers");
  return watched;
}

async function looked({ page, complaints: noted }, name) {
  await page.waitForLoadState("networkidle");
  noted.push(...(await inspect(page, name)));
  await page.screenshot({ path: path.join(asked.out, `provider-${name}.png`), fullPage: true });
}

async function atSignIn({ page }, where = "") {
  await page.goto(`${home}/m/${where}`);
  await page.getByRole("heading", { name: "登录或注册会员" }).waitFor();
  await page.getByRole("region", { name: "其他登录方式" }).waitFor();
}

/** Goes to a house and says who one is there. */
async function go({ page }, title, who) {
  await page.getByRole("button", { name: `用${title}登录` }).click();
  await page.waitForURL(`${houses}/**`);
  await page.getByRole("link", { name: who, exact: true }).click();
  await page.waitForURL(`${home}/**`);
}

async function byCode({ page }, phone) {
  await page.getByLabel("手机号", { exact: true }).fill(phone);
  const sent = page.waitForResponse((response) => response.url().endsWith("/me/codes"));
  await page.getByRole("button", { name: "获取验证码" }).click();
  assert.equal((await sent).status(), 200);
  const lines = readFileSync(log, "utf8").split("\n");
  const code = lines.map((line) => /"code":"(\d{6})"/.exec(line)?.[1]).findLast(Boolean);
  await page.getByLabel("验证码", { exact: true }).fill(code);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

async function signOut({ page }) {
  await page.goto(`${home}/m/me`);
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("heading", { name: "登录或注册会员" }).waitFor();
}

async function onTelephone() {
  await atSignIn(telephone, "points");
  const { page } = telephone;
  await page.getByRole("button", { name: "用示例账号登录" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "用微信扫码登录" }).count(), 0);
  await looked(telephone, "telephone");
}

async function saysNo() {
  const { page } = telephone;
  await go(telephone, "示例账号", "No");
  await page.getByRole("heading", { name: "登录没有完成" }).waitFor();
  assert.equal(new URL(page.url()).search, "", "what came back stands in no address");
  await looked(telephone, "said-no");
}

async function binds() {
  const { page } = telephone;
  await atSignIn(telephone, "points");
  await go(telephone, "示例账号", "I am wang");
  await page.getByRole("heading", { name: "首次使用示例账号登录" }).waitFor();
  await looked(telephone, "unknown");
  await page.getByText("手机号", { exact: true }).first().click();
  await byCode(telephone, phones[0]);
  await page.getByLabel("姓名（选填）").fill("王小云");
  await page.getByRole("button", { name: "立即入会" }).click();
  await page.getByRole("heading", { name: "积分", exact: true }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/m/points");
}

async function signsIn(watched, title, who) {
  await signOut(watched);
  await atSignIn(watched, "me/identities");
  await go(watched, title, who);
  const { page } = watched;
  await page.getByRole("heading", { name: "登录与安全" }).waitFor();
  await page.getByText(title.slice(0, 2)).first().waitFor();
  await looked(watched, `bound-${title}`);
}

async function somebodyElse() {
  const { page } = desk;
  await atSignIn(desk);
  await go(desk, "示例账号", "I am li");
  await page.getByRole("heading", { name: "首次使用示例账号登录" }).waitFor();
}

async function takesOff() {
  const { page } = telephone;
  const off = () =>
    page
      .getByRole("listitem")
      .filter({ hasText: "示例账号" })
      .getByRole("button", { name: "解除" })
      .click();
  await off();
  // Coming from a house is no proof; going there once more, asked anew, is.
  await page.getByText("修改前请先验证是您本人").waitFor();
  await looked(telephone, "proof");
  await page.getByRole("button", { name: "用示例账号验证" }).click();
  await page.waitForURL(`${houses}/**`);
  assert.match(page.url(), /prompt=login/);
  await page.getByRole("link", { name: "I am wang", exact: true }).click();
  await page.waitForURL(`${home}/m/me/identities`);
  await off();
  await page.getByText("解除后，示例账号不能再用于登录").waitFor();
  await looked(telephone, "taking-off");
  await page.getByRole("button", { name: "解除", exact: true }).click();
  await page.getByText("已更新").waitFor();
  await page.getByRole("button", { name: "绑定示例账号登录" }).waitFor();
}

async function signsInNoMore() {
  await signOut(telephone);
  await atSignIn(telephone);
  await go(telephone, "示例账号", "I am wang");
  await telephone.page.getByRole("heading", { name: "首次使用示例账号登录" }).waitFor();
}

async function scans() {
  const { page } = desk;
  await atSignIn(desk);
  await looked(desk, "desk");
  await go(desk, "微信扫码", "I am wang");
  await page.getByRole("heading", { name: "首次使用微信扫码登录" }).waitFor();
  await looked(desk, "desk-unknown");
  await byCode(desk, phones[1]);
  await page.getByRole("button", { name: "立即入会" }).click();
  await page.getByRole("img", { name: "会员动态二维码" }).waitFor();
}
