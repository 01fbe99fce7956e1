// What every journey does around its steps: begin, tell each step, and fail on
// whatever the page complained of.
import { launch, watch } from "./browser.mjs";

/**
 * journey walks the named steps one after the other in one browser. Each gets
 * the watched page and what was asked for.
 */
export async function journey(asked, settings, steps) {
  const began = Date.now();
  const browser = await launch();
  const watched = await watch(browser, new URL(asked.url).origin, settings);
  // The console asks who is signed in; nobody is, at first.
  watched.expect(401, "/api/v1/session");
  // A page may take as long as the machine needs: what decides is that it comes.
  watched.page.setDefaultTimeout(60_000);
  try {
    for (const [name, step] of steps) {
      await step({ ...watched, browser, asked });
      console.log(`ok  ${name}`);
    }
  } catch (thrown) {
    await watched.page.screenshot({ path: "journey-failed.png" });
    console.error(`${thrown.stack}\nat ${watched.page.url()}, see journey-failed.png`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
  if (watched.complaints.length > 0) {
    console.error(watched.complaints.join("\n"));
    process.exitCode = 1;
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${process.exitCode ? "FAILED" : "passed"} in ${seconds} s`);
}
