// A passkey in a member's telephone, 390 px wide, against a real program and the
// virtual authenticator of Chromium: it is added, signs in by the button and by what
// the browser proposes, shows that it is oneself, is refused when it was copied, and
// is removed.
//
//   HABITUE_LOG=FILE node journeys/passkey.mjs --url URL --email E --password-file FILE [--out DIR]
//
// The program is reached as localhost, where browsers have passkeys without https.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inspect, launch, watch } from "./browser.mjs";
import { options } from "./options.mjs";

const asked = options(
  "HABITUE_LOG=FILE node journeys/passkey.mjs --url URL --email E --password-file FILE [--out DIR]",
);
const log = process.env.HABITUE_LOG;
if (!log) {
  console.error("HABITUE_LOG names no file: the journey reads sign-in codes there");
  process.exit(2);
}
mkdirSync(asked.out, { recursive: true });
const began = Date.now();
const home = `http://localhost:${new URL(asked.url).port}`;
const phone = `138${String(Date.now()).slice(-8)}`;
const browser = await launch();
const mine = await watch(browser, home, {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  locale: "zh-CN",
  reducedMotion: "reduce",
});
const { page, context, complaints, expect } = mine;
page.setDefaultTimeout(60_000);
// Nobody is signed in, at first; a new phone and a refused key are answers.
expect(401, "/api/v1/me");
expect(401, "/api/v1/me/session/renew");
expect(404, "/api/v1/me/session");
expect(409, "/api/v1/me/session/passkey");
expect(422, "/api/v1/me/session/passkey");
let device;
let authenticatorId = "";

const steps = [
  ["a member joins by a code", joins],
  ["a passkey is added under a name", added],
  ["the device makes no second one", onlyOne],
  ["the button signs in, and nothing is typed before", byButton],
  ["what the browser proposes signs in", byProposal],
  ["a page within another address has none", nowhereElse],
  ["a copy is refused, and the member is told", copied],
  ["it is removed, and signs in no more", removed],
];

try {
  device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  ({ authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  }));
  for (const [name, step] of steps) {
    await step();
    console.log(`ok  ${name}`);
  }
} catch (thrown) {
  await page.screenshot({ path: path.join(asked.out, "passkey-failed.png"), fullPage: true });
  console.error(`${thrown.stack}\nat ${page.url()}, see ${asked.out}/passkey-failed.png`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
const seconds = ((Date.now() - began) / 1000).toFixed(1);
console.log(`${process.exitCode ? "FAILED" : "passed"} in ${seconds} s`);

/** Whether a finger lies on the device, or it waits for one. */
function touched(enabled) {
  return device.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
}

async function keys() {
  return (await device.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
}

async function byCode() {
  await page.goto(`${home}/m/`);
  await page.getByLabel("手机号", { exact: true }).fill(phone);
  const sent = page.waitForResponse((response) => response.url().endsWith("/me/codes"));
  await page.getByRole("button", { name: "获取验证码" }).click();
  assert.equal((await sent).status(), 200);
  const lines = readFileSync(log, "utf8").split("\n");
  const code = lines.map((line) => /"code":"(\d{6})"/.exec(line)?.[1]).findLast(Boolean);
  await page.getByLabel("验证码", { exact: true }).fill(code);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

async function joins() {
  await byCode();
  await page.getByLabel("姓名（选填）").fill("王小云");
  await page.getByRole("button", { name: "立即入会" }).click();
  await page.getByText("王小云").waitFor();
}

async function added() {
  await page.goto(`${home}/m/me/identities`);
  await looked("none", "zh-CN");
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await page.getByLabel("名称").fill("我的手机");
  await looked("adding", "zh-CN");
  await touched(true);
  await page.getByRole("button", { name: "在此设备上添加" }).click();
  await page.getByText("我的手机").waitFor();
  await touched(false);
  await looked("added", "zh-CN");
  const [key] = await keys();
  assert.equal(key.rpId, "localhost");
  assert.equal(key.isResidentCredential, true);
  assert.equal(Buffer.from(key.userHandle, "base64").length, 32);
}

async function onlyOne() {
  await touched(true);
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await page.getByRole("button", { name: "在此设备上添加" }).click();
  await page.getByText("这台设备上已经有您的通行密钥").waitFor();
  await touched(false);
  await page.getByRole("button", { name: "取消" }).click();
  assert.equal((await keys()).length, 1);
}

async function signOut() {
  await page.goto(`${home}/m/me`);
  await page.getByRole("button", { name: /退出登录|Sign out/ }).click();
  await page.getByRole("heading", { name: /登录或注册会员|Sign in or join/ }).waitFor();
}

/**
 * The button is pressed with a finger on the device: Chromium looks for one when it is
 * asked, and what it proposes already waits for none.
 */
async function pressed() {
  await page.waitForLoadState("networkidle");
  await touched(true);
  await page.getByRole("button", { name: "用通行密钥登录" }).click();
}

async function byButton() {
  await signOut();
  await looked("sign-in", "zh-CN");
  await pressed();
  await page.getByText("王小云").waitFor();
  await touched(false);
  assert.equal((await keys())[0].signCount, 2, "a key that was used counts");
}

async function byProposal() {
  await page.evaluate(() => localStorage.setItem("habitue.language", "en"));
  await page.reload();
  await touched(true);
  await signOut();
  // Nobody touches the page: what lies in the field for the phone is chosen there.
  await page.getByText("王小云").waitFor();
  await touched(false);
  await page.goto(`${home}/m/me/identities`);
  await page.getByText("Passkeys", { exact: true }).waitFor();
  await looked("used", "en");
}

async function nowhereElse() {
  const other = await watch(browser, asked.url, { locale: "zh-CN" });
  other.expect(401, "/api/v1/me");
  other.expect(401, "/api/v1/me/session/renew");
  other.page.setDefaultTimeout(60_000);
  await other.page.goto(`${asked.url}/m/`);
  await other.page.getByRole("heading", { name: "登录或注册会员" }).waitFor();
  await other.page.waitForLoadState("networkidle");
  assert.equal(await other.page.getByRole("button", { name: "用通行密钥登录" }).count(), 0);
  complaints.push(...other.complaints);
  await other.context.close();
}

async function copied() {
  await page.evaluate(() => localStorage.setItem("habitue.language", "zh-CN"));
  const [key] = await keys();
  await device.send("WebAuthn.removeCredential", {
    authenticatorId,
    credentialId: key.credentialId,
  });
  await device.send("WebAuthn.addCredential", {
    authenticatorId,
    credential: { ...key, signCount: 1 },
  });
  await signOut();
  await pressed();
  assert.match(await page.getByRole("alert").innerText(), /可能被复制/);
  await touched(false);
  await looked("refused", "zh-CN");
  await byCode();
  await page.getByText("王小云").waitFor();
  await page.goto(`${home}/m/me/identities`);
  await page.getByText(/已停用：可能被复制/).waitFor();
  await looked("stopped", "zh-CN");
}

async function removed() {
  await page.getByRole("button", { name: "移除“我的手机”" }).click();
  await looked("removing", "zh-CN");
  await page.getByRole("button", { name: "移除", exact: true }).click();
  await page.getByText("已更新").waitFor();
  assert.equal(await page.getByText("我的手机").count(), 0);
  await signOut();
  await pressed();
  assert.match(await page.getByRole("alert").innerText(), /未能通过验证/);
}

async function looked(name, language) {
  await page.waitForLoadState("networkidle");
  complaints.push(...(await inspect(page, `${name} in ${language}`)));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${name} is ${wide} px wide`);
  await page.screenshot({
    path: path.join(asked.out, `passkey-${name}.${language}.png`),
    fullPage: true,
  });
}
