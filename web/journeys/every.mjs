// Every page in both languages, light and dark: nothing that axe-core calls
// serious, no complaint of the browser, and in English no word of ours in Chinese.
//
//   node journeys/every.mjs --url URL --email E --password-file FILE
import assert from "node:assert/strict";
import { inspect } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { journey } from "./journey.mjs";
import { options } from "./options.mjs";
import { everyPage, settled } from "./pages.mjs";

const asked = options("node journeys/every.mjs --url URL --email E --password-file FILE");
let pages = [];

await journey(asked, { locale: "zh-CN" }, [
  ["every page is reached by links", reached],
  ["in Chinese, light", (world) => visited(world, "zh-CN", "light")],
  ["in English, dark", (world) => visited(world, "en", "dark")],
]);

async function reached({ page }) {
  await enter(page, asked, "zh-CN");
  pages = await everyPage(page, asked.url);
  assert.ok(pages.length > 0);
}

async function visited({ page, complaints }, language, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate((chosen) => localStorage.setItem("habitue.language", chosen), language);
  for (const { name, address } of pages) {
    await page.goto(asked.url + address);
    await settled(page);
    await page.locator("h1").first().waitFor(); // its words may come late
    complaints.push(...(await inspect(page, `${name} in ${language}`)));
    assert.equal(await page.locator("h1").count(), 1, `${name} has one title`);
    if (language === "en") await saysNothingInChinese(page, name);
  }
}

/** What the retailer named (shop, people, goods) may be Chinese; what we say may not. */
async function saysNothingInChinese(page, name) {
  // The title of a thing's page is the thing's own name; lists are of things.
  const titles = name.includes("one-") ? "" : "h1, ";
  const ours = page.locator(
    `${titles}h2, h3, th[scope=col], dt, [role=tab], nav a, main button:not(li *)`,
  );
  for (const text of await ours.allInnerTexts()) {
    assert.doesNotMatch(text.replace("常客", ""), /\p{Script=Han}/u, `${name}: ${text}`);
  }
}
