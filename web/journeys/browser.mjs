// A browser that keeps watch: whatever a page complains of, and every request
// that would leave the program, is written down and fails the journey.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Debian's Chromium, as root in a container too, and without its own errands. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: quiet });
}

/**
 * watch opens a page and notes what is wrong with it, and what it asks of others than the
 * origin, or the origins, given. Answers that a journey
 * provokes, such as the 401 of a wrong password, are named by `expected`:
 * Chromium reports each of them as an error on the console.
 */
export async function watch(browser, origin, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...settings });
  const page = await context.newPage();
  const origins = [origin].flat();
  const complaints = [];
  // The console asks how far the latest reckoning of values is; a shop that has just begun has none.
  const expected = new Set(["404 /api/v1/profile/refresh"]);

  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const status = /status of (\d+)/.exec(message.text())?.[1];
    if (status && expected.has(`${status} ${new URL(message.location().url).pathname}`)) return;
    complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:") || url.startsWith("blob:")) return;
    if (!origins.includes(new URL(url).origin)) complaints.push(`request left the program: ${url}`);
  });
  return { page, context, complaints, expect: (status, path) => expected.add(`${status} ${path}`) };
}

/** inspect runs axe-core and gives back what it calls serious or critical. */
export async function inspect(page, where) {
  // Not as a <script>: the page's content security policy rightly refuses one.
  await page.evaluate(axe);
  // Colours are judged when they have stopped changing.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => {
          return animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
        })
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  );
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => {
      return nodes.map(({ target, html }) => `axe at ${where}: ${id}: ${help}: ${target} ${html}`);
    });
}
