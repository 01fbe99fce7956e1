// A colleague who is invited, and signs in for the first time with a password of
// their own.
import assert from "node:assert/strict";

export async function signIn(page, { url, email, password }) {
  await page.goto(`${url}/sign-in`);
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => address.pathname !== "/sign-in");
}

/** invite adds somebody on the page of staff, in Chinese; it gives back the password that is shown this once. */
export async function invite(page, { email, name, role }) {
  await page.getByRole("button", { name: "添加员工" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("邮箱").fill(email);
  await dialog.getByLabel("姓名").fill(name);
  await dialog.getByLabel("角色").click();
  await page.locator(".ant-select-item-option", { hasText: role }).first().click();
  await dialog.getByLabel("姓名").click();
  await dialog.getByRole("button", { name: "添加", exact: true }).click();
  const secret = page.locator("[data-secret]");
  await secret.waitFor();
  const password = (await secret.innerText()).trim();
  assert.match(password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  await page.getByRole("button", { name: "我已保存" }).click();
  await secret.waitFor({ state: "detached" });
  return password;
}

/** firstSignIn chooses a password of one's own before anything else. */
export async function firstSignIn(page, account, own) {
  await signIn(page, account);
  await page.waitForURL((url) => url.pathname === "/new-password");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("当前密码").fill(account.password);
  await dialog.getByLabel("新密码", { exact: true }).fill(own);
  await dialog.getByLabel("再次输入新密码").fill(own);
  await dialog.getByRole("button", { name: "保存并继续" }).click();
  await page.waitForURL((url) => url.pathname !== "/new-password" && url.pathname !== "/sign-in");
}

/**
 * joins invites a colleague on a page that is signed in, and lets them sign in for
 * the first time on a page of their own.
 */
export async function joins(page, theirs, asked, { name, role = "运营" }) {
  const run = Date.now().toString(36);
  const email = `colleague-${run}@example.com`;
  await page.goto(`${asked.url}/staff/accounts`);
  const password = await invite(page, { name, role, email });
  await firstSignIn(theirs, { url: asked.url, email, password }, `a long one of mine ${run}`);
}
