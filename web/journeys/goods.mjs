// Goods and stores put right by hand: many articles at once and back, an article
// that earns no more says why, a category in another place, a store closed and
// open again. Each act is taken back, so that the sample data stays as it was.
//
//   node journeys/goods.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/goods.mjs --url URL --email E --password-file FILE");

const top = "[aria-label='Categories and brands'] tr.ant-table-row-level-0 td:first-child";
const undo = (page) => page.getByRole("button", { name: "Undo" });

await journey(asked, { locale: "en" }, [
  ["three articles stop earning, and earn again", bulk],
  ["an article says why it earns nothing", article],
  ["an attribute and a tax class are made, and an article says them", terms],
  ["articles are left out of offers, and come back", discount],
  ["a category moves down, and up", category],
  ["a store closes, and opens again", store],
  ["a channel, a brand of goods and a region are renamed, and back", renamed],
]);

async function bulk({ page, complaints }) {
  await enter(page, asked, "en");
  await page.goto(`${asked.url}/catalog/articles?kind=goods&earns=yes`);
  await settled(page);
  const boxes = page.locator("tr[data-row-key] input[type=checkbox]");
  for (const row of [0, 1, 2]) await boxes.nth(row).check();
  const chosen = page.getByText("3 articles chosen");
  await chosen.waitFor();
  complaints.push(...(await inspect(page, "articles chosen")));
  const first = await page.locator("tr[data-row-key] a").first().innerText();
  await page.getByRole("button", { name: "Never earns" }).click();
  await page.getByText("3 articles changed.").waitFor();
  await page.locator("tr[data-row-key] a", { hasText: first }).waitFor({ state: "detached" });
  await undo(page).click();
  await page.locator("tr[data-row-key] a", { hasText: first }).first().waitFor();
}

async function article({ page, complaints }) {
  await page.goto(`${asked.url}/catalog/articles?kind=goods&earns=yes`);
  await settled(page);
  await page.locator("tr[data-row-key] a").first().click();
  await page.getByText("For each ¥1.00 spent").waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Change", exact: true }).first().click();
  await page.getByRole("switch", { name: "May earn points" }).click();
  complaints.push(...(await inspect(page, "an article being changed")));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The article never earns").waitFor();
  await undo(page).click();
  await page.getByText("For each ¥1.00 spent").waitFor();
}

/** Leaves an attribute and a tax class behind, which nothing uses. */
async function terms({ page, complaints }) {
  await page.goto(`${asked.url}/catalog/terms`);
  await settled(page);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New attribute" }).click();
  await dialog.getByLabel("Code").fill("journey_organic");
  await dialog.getByLabel("Name in English").fill("Organic");
  await choose(page, dialog.getByLabel("Values"), "Yes or no");
  complaints.push(...(await inspect(page, "an attribute being made")));
  await dialog.getByRole("button", { name: "Make" }).click();
  await page.getByRole("cell", { name: "Organic", exact: true }).waitFor();
  await page.getByRole("button", { name: "New tax class" }).click();
  await dialog.getByLabel("Code").fill("journey_vat6");
  await dialog.getByLabel("Name in English").fill("VAT 6 %");
  await dialog.getByLabel("Rate").fill("6");
  complaints.push(...(await inspect(page, "a tax class being made")));
  await dialog.getByRole("button", { name: "Make" }).click();
  await page.getByRole("cell", { name: "VAT 6 %", exact: true }).waitFor();
  complaints.push(...(await inspect(page, "attributes and tax")));

  await page.goto(`${asked.url}/catalog/articles?kind=goods`);
  await settled(page);
  await page.locator("tr[data-row-key] a").first().click();
  await page.getByText("What a basket knows").waitFor();
  await settled(page);
  const panel = page.getByRole("region", { name: "What a basket knows" });
  await panel.getByRole("button", { name: "Change" }).click();
  await choose(page, dialog.getByLabel("Organic"), "Yes");
  await choose(page, dialog.getByLabel("Tax class"), "VAT 6 %");
  complaints.push(...(await inspect(page, "what a basket knows being changed")));
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("VAT 6 %").first().waitFor();
  await undo(page).click();
  await page.getByText("VAT 6 %").first().waitFor({ state: "detached" });

  await page.goto(`${asked.url}/catalog/terms`);
  await settled(page);
  const row = page.locator("tr[data-row-key]", { hasText: "journey_organic" });
  await row.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await row.waitFor({ state: "detached" });
}

async function discount({ page }) {
  await page.goto(`${asked.url}/catalog/articles?kind=goods&discountable=yes`);
  await settled(page);
  const first = await page.locator("tr[data-row-key] a").first().innerText();
  await page.locator("tr[data-row-key] input[type=checkbox]").first().check();
  await page.getByRole("button", { name: "No offers" }).click();
  const link = page.locator("tr[data-row-key] a", { hasText: first });
  await link.waitFor({ state: "detached" });
  await undo(page).click();
  await link.first().waitFor();
}

/** choose takes one of the options of a select. */
async function choose(page, select, option) {
  await select.click();
  await page.locator(".ant-select-item-option", { hasText: option }).last().click();
}

async function category({ page }) {
  await page.goto(`${asked.url}/catalog/categories`);
  await settled(page);
  const before = await page.locator(top).allInnerTexts();
  assert.ok(before.length > 1);
  const swapped = [before[1], before[0], ...before.slice(2)];
  await page.getByRole("button", { name: `Move ${before[0]} down` }).click();
  await comes(page, swapped);
  await page.getByRole("button", { name: `Move ${before[0]} up` }).click();
  await comes(page, before);
}

async function store({ page, complaints }) {
  await page.goto(`${asked.url}/org/stores`);
  await settled(page);
  await page.locator("tr[data-row-key] a").first().click();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("The lease has ended");
  complaints.push(...(await inspect(page, "a store being closed")));
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await page.getByRole("main").getByRole("button", { name: "Open again" }).waitFor();
  await undo(page).click();
  await page.getByRole("main").getByRole("button", { name: "Close", exact: true }).waitFor();
}

/** Each list of named things, with what its button is called. */
async function renamed({ page, complaints }) {
  for (const [address, list, verb] of [
    ["/org/structure", "Channels", "Change"],
    ["/org/structure", "Regions", "Change"],
    ["/catalog/categories", "Brands of goods", "Rename"],
  ]) {
    await page.goto(asked.url + address);
    await settled(page);
    const table = page.getByRole("table", { name: list, exact: true });
    const row = table.locator("tbody tr[data-row-key]").first();
    const before = await row.locator("td").first().innerText();
    await row.getByRole("button", { name: verb }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name in English").fill("Renamed by a journey");
    complaints.push(...(await inspect(page, `${list} being renamed`)));
    await dialog.getByRole("button", { name: "Save" }).click();
    await row.getByText("Renamed by a journey").waitFor();
    await undo(page).click();
    await row.getByText(before, { exact: true }).waitFor();
  }
}

/** comes waits until the categories at the top are those. */
function comes(page, wanted) {
  return page.waitForFunction(
    ([cells, text]) =>
      [...document.querySelectorAll(cells)].map((cell) => cell.innerText).join() === text,
    [top, wanted.join()],
  );
}
