// An operator: pauses a listener and takes it back, proves the books, compares
// the replica and has it made anew, and finds all of it in the trail.
//
//   node journeys/operate.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

const asked = options("node journeys/operate.mjs --url URL --email E --password-file FILE");

await journey(asked, { locale: "en-GB" }, [
  ["the footer says as of when figures are", footerSays],
  ["a listener is paused with a reason, and let go on by Undo", pausedAndUndone],
  ["the books are proven now, proof by proof", proven],
  ["the replica is compared with the database", compared],
  ["it is made anew, and follows again", madeAnew],
  ["a job runs at once", jobRuns],
  ["the language changes, and the page's own words with it", speaksChinese],
  ["the index key is exchanged, and the old one can be destroyed", indexExchanged],
  ["the trail has every act", trailTells],
]);

async function open(page, tab) {
  await page.goto(`${asked.url}/system?tab=${tab}`);
  await settled(page);
}

async function footerSays({ page }) {
  await enter(page, asked, "en");
  await page.getByRole("link", { name: /^Figures as of \d\d:\d\d:\d\d/ }).click();
  await page.waitForURL((address) => address.search === "?tab=replica");
}

function listener(page) {
  return page.getByRole("row", { name: /tier\.on_refunded/ }).first();
}

async function pausedAndUndone({ page }) {
  await open(page, "notices");
  await listener(page).getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await dialog.getByText("Say why").waitFor(); // not without a reason
  await dialog.getByRole("textbox").fill("a look at a rule");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await listener(page).getByText("a look at a rule").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await listener(page).getByText("Going").waitFor();
}

async function proven({ page }) {
  await open(page, "check");
  await page.getByRole("button", { name: "Prove now" }).click();
  await page.getByText(/All \d+ proofs hold/).waitFor();
  const proofs = await page.getByRole("list", { name: "Proof" }).getByRole("listitem").count();
  assert.ok(proofs >= 10, `only ${proofs} proofs are shown`);
}

async function compared({ page }) {
  await open(page, "replica");
  await page.getByRole("button", { name: "Compare everything" }).click();
  const row = page.getByRole("row", { name: /everything/ }).first();
  await row.getByText("Equal").waitFor();
}

async function madeAnew({ page }) {
  await open(page, "replica");
  const anew = page.getByRole("button", { name: "Make it anew" });
  const before = await timesMade(page);
  await page.waitForFunction(() => !document.querySelector("button[disabled]"));
  await anew.click();
  await page.getByRole("dialog").getByRole("button", { name: "Make it anew" }).click();
  const after = page.getByText(new RegExp(`^${before + 1} ×$`));
  await after.waitFor();
  await page.getByText("Following").waitFor();
}

async function timesMade(page) {
  return Number.parseInt(await page.getByText(/^\d+ ×$/).textContent(), 10);
}

async function jobRuns({ page }) {
  await open(page, "jobs");
  const row = page.getByRole("row", { name: /system\.forget_runs/ });
  await row.getByRole("button", { name: "Run now" }).click();
  await row.getByText("Done").waitFor();
}

async function indexExchanged({ page }) {
  await open(page, "overview");
  const keys = page.getByRole("table", { name: "Index keys" });
  await keys.getByRole("row", { name: /^1 In use/ }).waitFor();
  const rotate = page.getByRole("button", { name: "Exchange…" }).last();
  await rotate.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("a copy of the key may be about");
  await dialog.getByRole("button", { name: "Exchange…" }).click();
  await keys.getByRole("row", { name: /^2 In use/ }).waitFor({ timeout: 90_000 });
  const old = keys.getByRole("row", { name: /^1 Old/ });
  await old.getByRole("button", { name: "Destroy…" }).waitFor({ timeout: 90_000 });
}

async function speaksChinese({ page }) {
  await page.locator("header").getByText("中文").click();
  await page.getByRole("heading", { name: "系统", level: 1 }).waitFor();
  await page.getByRole("cell", { name: /核对账目/ }).waitFor();
  await page.locator("header").getByText("EN").click();
  await page.getByRole("heading", { name: "System", level: 1 }).waitFor();
}

async function trailTells({ page }) {
  await page.goto(`${asked.url}/staff/audit`);
  await settled(page);
  for (const act of [
    "Paused a listener",
    "Let a listener go on",
    "Ran a job",
    "Exchanged the index key",
  ]) {
    await page.getByRole("cell", { name: act }).first().waitFor();
  }
  await page.getByText("a look at a rule").first().waitFor();
}
