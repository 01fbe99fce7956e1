/** enter signs somebody in, in a language, and waits for their first page. */
export async function enter(page, { url, email, password }, language) {
  await page.addInitScript((chosen) => {
    if (location.origin === "null") return; // a page without an address keeps nothing
    // Only the first time: the journey may change it by hand afterwards.
    if (!sessionStorage.getItem("journey")) localStorage.setItem("habitue.language", chosen);
    sessionStorage.setItem("journey", "begun");
  }, language);
  await page.goto(`${url}/sign-in`);
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => address.pathname !== "/sign-in");
}
