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
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("switch", { name: "May earn points" }).click();
  complaints.push(...(await inspect(page, "an article being changed")));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The article never earns").waitFor();
  await undo(page).click();
  await page.getByText("For each ¥1.00 spent").waitFor();
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
