// Takes the pictures of the README, from a shop with sample data.
//
//   node journeys/pictures.mjs --url URL --email E --password-file FILE --out ../docs/pictures
import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { launch, watch } from "./browser.mjs";
import { enter } from "./enter.mjs";
import { memberWithPoints, openPart } from "./member.mjs";
import { options } from "./options.mjs";
import { settled } from "./pages.mjs";

/** A picture of a page is looked at on a phone, too: none weighs more than this. */
const mostBytes = 200_000;

const asked = options(
  "node journeys/pictures.mjs --url URL --email E --password-file FILE --out ../docs/pictures",
);
mkdirSync(asked.out, { recursive: true });

const browser = await launch();
await series("zh-CN", "light", [
  ["overview", (page) => page.goto(`${asked.url}/overview`)],
  ["member", openMember],
  ["proof", openProof],
]);
await series("en", "dark", [
  ["charts", scrollToCharts],
  ["account", openAccount],
  ["find", openPalette],
]);
await browser.close();

async function series(language, scheme, pictures) {
  const { page, context } = await watch(browser, asked.url, {
    locale: language,
    colorScheme: scheme,
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 960 },
  });
  page.setDefaultTimeout(60_000);
  await enter(page, asked, language);
  for (const [name, open] of pictures) {
    await open(page);
    await settled(page);
    const file = path.join(asked.out, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    console.log(`${String(size).padStart(8)} bytes  ${file}`);
    if (size > mostBytes) {
      console.error(`${file} weighs more than ${mostBytes} bytes`);
      process.exitCode = 1;
    }
  }
  await context.close();
}

async function openMember(page) {
  await page.goto(`${asked.url}/members?sort=spend`); // whoever joined last has nothing yet
  await (await memberWithPoints(page)).click();
  await page.waitForURL(/\/members\/\d+/);
  await page.getByRole("heading", { name: /^会员 \d/, level: 1 }).waitFor();
  await page.getByRole("tabpanel").locator("tbody a").first().waitFor();
}

async function openProof(page) {
  await openMember(page);
  await openPart(page, "资产与等级", "积分明细");
  await page.getByRole("tabpanel").getByRole("link", { name: "消费获得" }).first().click();
  await page.getByRole("link", { name: /查看证明/ }).click();
  await page.getByText("这笔账没有被改过", { exact: true }).waitFor();
}

async function openAccount(page) {
  await page.goto(`${asked.url}/members?sort=spend`);
  await (await memberWithPoints(page)).click();
  await openPart(page, "Value and tier", "Accounts");
  const tab = page.getByRole("tab", { name: "Value and tier" });
  await page.getByRole("heading", { name: "What expires when" }).waitFor();
  await settled(page);
  await tab.evaluate((shown) => {
    shown.scrollIntoView({ block: "start" });
    window.scrollBy(0, -96);
  });
}

async function scrollToCharts(page) {
  await page.goto(`${asked.url}/overview?period=90d`);
  await settled(page);
  await page.getByRole("heading", { name: "When in the week is it busy?" }).evaluate((heading) => {
    heading.scrollIntoView({ block: "start" });
    window.scrollBy(0, -96);
  });
}

async function openPalette(page) {
  await page.goto(`${asked.url}/members`);
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.locator("[role=combobox]:focus").fill("wangfang");
  await page.getByRole("option").filter({ hasText: /\*{4}/ }).first().waitFor();
}
