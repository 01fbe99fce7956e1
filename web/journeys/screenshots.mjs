// Takes every page of the console in both languages, at the design width and
// the narrowest one, in light and dark: to be looked at, one by one.
//
//   node journeys/screenshots.mjs --url URL --email E --password-file FILE [--out DIR]
import { mkdirSync } from "node:fs";
import path from "node:path";
import { launch, watch } from "./browser.mjs";
import { memberWithPoints } from "./member.mjs";
import { options } from "./options.mjs";

const asked = options(
  "node journeys/screenshots.mjs --url URL --email E --password-file FILE [--out DIR]",
);
mkdirSync(asked.out, { recursive: true });

const settings = [
  { width: 1280, scheme: "light" },
  { width: 1024, scheme: "light" },
  { width: 1280, scheme: "dark" },
];

const browser = await launch();
for (const language of ["zh-CN", "en"]) {
  for (const setting of settings) await tour(language, setting);
}
await browser.close();

async function tour(language, { width, scheme }) {
  const { page, context } = await watch(browser, asked.url, {
    locale: language,
    colorScheme: scheme,
    viewport: { width, height: 1000 },
  });
  const shoot = async (name, pathname) => {
    if (pathname) await page.goto(asked.url + pathname);
    await settle(page);
    const file = `${name}.${language}.${width}.${scheme}.png`;
    await page.screenshot({ path: path.join(asked.out, file) });
  };
  await context.addInitScript(
    (chosen) => localStorage.setItem("habitue.language", chosen),
    language,
  );

  await shoot("sign-in", "/sign-in");
  await page.locator("input[type=email]").fill(asked.email);
  await page.locator("input[type=password]").fill(asked.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/members");

  await shoot("members");
  const member = await (await memberWithPoints(page)).getAttribute("href");
  await shoot("members-none", "/members?card=0");
  await shoot("member-orders", member);
  const order = await page.locator("tbody a").first().getAttribute("href");
  await shoot("member-entries", `${member}?tab=entries`);
  await shoot("member-tier", `${member}?tab=tier`);
  await shoot("order", order);
  await shoot("earning", "/program/earning");
  await shoot("tiers", "/tiers/ladder");
  await shoot("missing", "/members/1");
  await context.close();
}

/** Everything asked for has come, and nothing moves any more. */
async function settle(page) {
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
}
