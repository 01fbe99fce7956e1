// Takes every page of the console in both languages, at the design width and
// the narrowest one, in light and dark: to be looked at, one by one.
//
//   node journeys/screenshots.mjs --url URL --email E --password-file FILE [--out DIR]
import { mkdirSync } from "node:fs";
import path from "node:path";
import { launch, watch } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { options } from "./options.mjs";
import { everyPage, settled } from "./pages.mjs";

const asked = options(
  "node journeys/screenshots.mjs --url URL --email E --password-file FILE [--out DIR]",
);
mkdirSync(asked.out, { recursive: true });

const looks = [
  { width: 1280, scheme: "light" },
  { width: 1024, scheme: "light" },
  { width: 1280, scheme: "dark" },
];

const browser = await launch();
let pages;
for (const language of ["zh-CN", "en"]) {
  for (const look of looks) await tour(language, look);
}
await browser.close();

async function tour(language, { width, scheme }) {
  const { page, context } = await watch(browser, asked.url, {
    locale: language,
    colorScheme: scheme,
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  page.setDefaultTimeout(60_000);
  const shoot = async (name) => {
    await settled(page);
    const file = `${name}.${language}.${width}.${scheme}.png`;
    await page.screenshot({ path: path.join(asked.out, file), fullPage: true });
  };
  await page.goto(`${asked.url}/sign-in`);
  await shoot("sign-in");
  await enter(page, asked, language);
  pages ??= await everyPage(page, asked.url);
  for (const { name, address } of [...pages, { name: "missing", address: "/members/1" }]) {
    await page.goto(asked.url + address);
    await shoot(name);
  }
  await page.keyboard.press("Control+k");
  await page.locator("[role=combobox]:focus").waitFor();
  await shoot("palette");
  await context.close();
}
