// Without a mouse: sign in, skip the navigation, find a member, read why a point
// came, see a chart as a table.
//
//   node journeys/keyboard.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/keyboard.mjs --url URL --email E --password-file FILE");

await journey(asked, { locale: "en-GB" }, [
  ["signed in by keys alone", signedIn],
  ["the first stop skips the navigation", skips],
  ["the formula of a figure shows when it is reached", formulaShows],
  ["a chart is read as a table", chartAsTable],
  ["a member is found and opened", memberFound],
  ["an order is found by its number", orderFound],
  ["Escape closes the palette and gives the focus back", escapes],
]);

async function signedIn({ page }) {
  await page.addInitScript(() => localStorage.setItem("habitue.language", "en"));
  await page.goto(asked.url);
  await page.locator("#email:focus").waitFor();
  await page.keyboard.type(asked.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(asked.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => address.pathname === "/overview");
  await settled(page);
}

async function skips({ page }) {
  await page.reload();
  await settled(page);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to content");
  await page.keyboard.press("Enter");
  await reach(page, /Refresh/);
}

async function formulaShows({ page }) {
  await reach(page, /How “Sales” is reckoned/);
  await page
    .getByRole("tooltip")
    .filter({ hasText: /refund/i })
    .waitFor();
}

async function chartAsTable({ page }) {
  await reach(page, /View as table: How are sales going/);
  await page.keyboard.press("Enter");
  await page.getByRole("columnheader", { name: /This period/ }).waitFor();
}

async function memberFound({ page }) {
  await page.keyboard.press("Control+k");
  await page.locator("[role=combobox]:focus").waitFor();
  await page.keyboard.type("wang");
  await page.getByRole("option").filter({ hasText: /\*{4}/ }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/members\/\d+/);
  await page.getByRole("heading", { name: /^Member \d/, level: 1 }).waitFor();
}

async function orderFound({ page }) {
  await page.goto(`${asked.url}/orders`);
  const number = await page.locator("tbody a[href^='/orders/']").first().textContent();
  await page.keyboard.press("Control+k");
  await page.locator("[role=combobox]:focus").waitFor();
  await page.keyboard.type(number);
  await page.getByRole("option", { name: number }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/orders\/\d+/);
  await page.getByRole("heading", { name: new RegExp(number), level: 1 }).waitFor();
}

async function escapes({ page }) {
  await settled(page);
  await reach(page, /Find.*Ctrl K/s);
  await page.keyboard.press("Enter");
  await page.locator("[role=combobox]:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("header button:focus", { hasText: "Find" }).waitFor();
}

/** reach presses Tab until something of this name has the focus. */
async function reach(page, name) {
  const passed = [];
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`${name} is not reached; passed ${passed.join(" | ")}`);
}

function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return "nothing";
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}
